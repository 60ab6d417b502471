"""The project file: SQLite, acts, history, undo; nothing else writes."""

from glossator.store.acts import Act, Edit, RowChange, now
from glossator.store.decision_reads import side_values
from glossator.store.project import Project
from glossator.store.rows import passage_values
from glossator.store.snapshot import Reads, Snapshot
from glossator.store.transactions import prepare
from glossator.store.values import ProjectInfo, source_data
from glossator.store.version_reads import LastPlace

__all__ = [
    "Act",
    "Edit",
    "LastPlace",
    "Project",
    "ProjectInfo",
    "Reads",
    "RowChange",
    "Snapshot",
    "now",
    "passage_values",
    "prepare",
    "side_values",
    "source_data",
]
