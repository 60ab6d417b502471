"""What every test shares: no screen, the packaged faces, few examples a law."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("GLOSSATOR_PACKAGED_FACES", "1")

from hypothesis import HealthCheck, settings

settings.register_profile("glossator", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("glossator")
