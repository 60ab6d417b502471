"""Ids that follow from what a thing is, and random ones, against the standard library's."""

import uuid

from glossator.model.identity import AGREED_READER, document_id, named, new_id

_OURS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:glossator:identity:1")


def test_the_agreed_reader_has_the_id_of_its_name():
    assert str(uuid.uuid5(_OURS, "reader:Agreed")) == AGREED_READER == named("reader:Agreed")


def test_a_documents_id_follows_from_the_hash_of_its_source():
    assert document_id("ab" * 32) == str(uuid.uuid5(_OURS, f"document:{'ab' * 32}"))


def test_a_random_id_is_a_version_4_uuid_as_it_is_written():
    ids = [new_id() for _ in range(500)]
    assert {(uuid.UUID(one).version, uuid.UUID(one).variant) for one in ids} == {(4, uuid.RFC_4122)}
    assert [str(uuid.UUID(one)) for one in ids] == ids


def test_two_random_ids_are_two():
    assert len({new_id() for _ in range(5_000)}) == 5_000
