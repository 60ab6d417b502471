"""The tables of the project file, as migrations; what they mean is said here, what is done with them is not."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

#: What tells a project from any other SQLite file ("Glos").
APPLICATION_ID = 0x476C6F73

#: The number of migrations that this program knows, kept in the file's user_version.
SCHEMA = 3

#: Since this format a document has a publisher.
PUBLISHERS = 3

# Every table of rows that acts change has a text id; `deleted` says that it is not shown, nothing is removed.
_PEOPLE = """
CREATE TABLE project (
  id TEXT PRIMARY KEY CHECK (id = 'project'),
  project_id TEXT NOT NULL, title TEXT NOT NULL, created TEXT NOT NULL,
  codebook TEXT NOT NULL CHECK (json_valid(codebook)),
  founded TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(founded)),  -- the row as the project was made, below every act
  example INTEGER NOT NULL DEFAULT 0 CHECK (example IN (0, 1))
) STRICT;

-- What belongs to this file alone and never travels: its replica id, the path and inode it was last written at.
CREATE TABLE local (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE reader (
  id TEXT PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;

CREATE TABLE entity (
  id TEXT PRIMARY KEY, category TEXT NOT NULL CHECK (category IN ('actor', 'issue')),
  name TEXT NOT NULL CHECK (name <> ''), aliases TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(aliases)),
  same_as TEXT REFERENCES entity (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED CHECK (same_as <> id),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;

-- Derived: the folded names by which an entity is found.
CREATE TABLE entity_name (
  category TEXT NOT NULL, folded TEXT NOT NULL,
  entity TEXT NOT NULL REFERENCES entity (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (category, folded, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_name_of ON entity_name (entity);
"""

_DOCUMENTS = """
CREATE TABLE document (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, author TEXT, published TEXT, language TEXT, address TEXT,
  media_type TEXT NOT NULL, file_name TEXT, position INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (json_valid(source)),
  version TEXT NOT NULL REFERENCES version (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE INDEX document_source ON document (json_extract(source, '$.sha256'));

CREATE TABLE version (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES document (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  characters INTEGER NOT NULL CHECK (characters >= 0), paragraphs INTEGER NOT NULL CHECK (paragraphs >= 0),
  created TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE INDEX version_document ON version (document);

-- Immutable: the text of a version with its blocks and spans; a superseded version may have none.
CREATE TABLE content (
  version TEXT PRIMARY KEY REFERENCES version (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  text TEXT NOT NULL, blocks TEXT NOT NULL, spans TEXT NOT NULL
) STRICT;

-- Immutable: the bytes that a document was read from.
CREATE TABLE source_bytes (sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64), data BLOB NOT NULL) STRICT;
"""

_TAGS = """
CREATE TABLE annotation (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES document (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  reader TEXT NOT NULL REFERENCES reader (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL CHECK (kind <> ''),
  fields TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(fields)),
  labels TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(labels)),
  note TEXT NOT NULL DEFAULT '', copied_from TEXT, created TEXT NOT NULL, modified TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  part INTEGER, start INTEGER, "end" INTEGER,  -- derived: the first attached passage
  CHECK ((start IS NULL) = ("end" IS NULL) AND (start IS NULL) = (part IS NULL))
) STRICT;
-- The export's order, and all that the page needs of a tag of one passage, without a look at the rows.
CREATE INDEX annotation_place ON annotation (document, start, "end", id, kind, reader, part) WHERE deleted = 0;

CREATE TABLE passage (
  annotation TEXT NOT NULL REFERENCES annotation (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  part INTEGER NOT NULL CHECK (part >= 0),
  version TEXT REFERENCES version (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  start INTEGER, "end" INTEGER, quote TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('anchored', 'edited', 'ambiguous', 'lost')), tagged_quote TEXT,
  PRIMARY KEY (annotation, part),
  CHECK ((start IS NULL) = ("end" IS NULL)), CHECK (start IS NULL OR (start >= 0 AND start < "end")),
  CHECK (start IS NULL OR version IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX passage_more ON passage (version, annotation) WHERE part > 0;
CREATE INDEX passage_waiting ON passage (state) WHERE state <> 'anchored';

-- Derived: which tags name an entity.
CREATE TABLE uses (
  entity TEXT NOT NULL,
  annotation TEXT NOT NULL REFERENCES annotation (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (entity, annotation)
) STRICT, WITHOUT ROWID;
CREATE INDEX uses_of ON uses (annotation);

CREATE TABLE link (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL REFERENCES annotation (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  target TEXT NOT NULL REFERENCES annotation (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  relation TEXT NOT NULL
    CHECK (relation IN ('contradicts', 'qualifies', 'repeats', 'softens', 'supports', 'answers')),
  reader TEXT NOT NULL REFERENCES reader (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  created TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE INDEX link_source ON link (source);
CREATE INDEX link_target ON link (target);

CREATE TABLE mark (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES document (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  reader TEXT NOT NULL REFERENCES reader (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  type TEXT NOT NULL CHECK (type IN ('read', 'blind', 'unread', 'reading', 'done')),
  start INTEGER, "end" INTEGER, deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  CHECK ((type = 'read') = (start IS NOT NULL)), CHECK ((start IS NULL) = ("end" IS NULL)),
  CHECK (start IS NULL OR (start >= 0 AND start < "end"))
) STRICT;
CREATE INDEX mark_document ON mark (document, reader);

CREATE TABLE decision (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES document (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  outcome TEXT NOT NULL CHECK (outcome IN ('kept', 'edited', 'none')),
  kept TEXT NOT NULL CHECK (json_valid(kept)), discarded TEXT NOT NULL CHECK (json_valid(discarded)),
  sides TEXT NOT NULL CHECK (json_valid(sides)), agreed TEXT NOT NULL CHECK (json_valid(agreed)),
  reader TEXT NOT NULL REFERENCES reader (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  created TEXT NOT NULL, note TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;

CREATE INDEX decision_document ON decision (document);

CREATE TABLE question (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, filter TEXT NOT NULL CHECK (json_valid(filter)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
"""

_ACTS = """
CREATE TABLE act (
  number INTEGER PRIMARY KEY,  -- the order in which acts came into this file; it decides nothing between files
  id TEXT NOT NULL UNIQUE, project TEXT NOT NULL, replica TEXT NOT NULL,
  reader TEXT NOT NULL REFERENCES reader (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  clock INTEGER NOT NULL CHECK (clock > 0), at TEXT NOT NULL, label TEXT NOT NULL,
  undoes TEXT REFERENCES act (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  parents TEXT NOT NULL CHECK (json_valid(parents)),
  floor INTEGER NOT NULL DEFAULT 0 CHECK (floor IN (0, 1)),  -- undo does not go below it
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))  -- derived from the acts that undo it and from merges
) STRICT;
CREATE INDEX act_order ON act (clock, reader, id);
CREATE INDEX act_undo ON act (reader, number) WHERE undoes IS NULL;
CREATE INDEX act_redo ON act (reader, number) WHERE undoes IS NOT NULL AND active = 1;
CREATE INDEX act_undone ON act (undoes) WHERE undoes IS NOT NULL;

-- What an act changed, a row each, so that the history of a tag is found without reading a big act.
-- `fields` is {field: after} where the act made the row, else {field: [before, after]}.
CREATE TABLE change (
  act INTEGER NOT NULL REFERENCES act (number) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  tbl TEXT NOT NULL, row TEXT NOT NULL, made INTEGER NOT NULL CHECK (made IN (0, 1)),
  fields TEXT NOT NULL CHECK (json_valid(fields)),
  PRIMARY KEY (act, tbl, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_row ON change (tbl, row);

-- The acts that no other act names among its parents.
CREATE TABLE head (act TEXT PRIMARY KEY REFERENCES act (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED)
  STRICT, WITHOUT ROWID;

-- A merge and the acts it brought; both are local and never travel.
CREATE TABLE merge (
  id TEXT PRIMARY KEY, at TEXT NOT NULL, label TEXT NOT NULL,
  reader TEXT NOT NULL REFERENCES reader (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE TABLE received (
  merge TEXT NOT NULL REFERENCES merge (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  act TEXT NOT NULL REFERENCES act (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  PRIMARY KEY (merge, act)
) STRICT, WITHOUT ROWID;
CREATE INDEX received_act ON received (act);
"""

# Where a merge stands among the acts of this file, and where its undo does: the number of the newest act then.
_MERGES = """
ALTER TABLE merge ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE merge ADD COLUMN undone INTEGER;
"""

_PUBLISHERS = """
ALTER TABLE document ADD COLUMN publisher TEXT;
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables up to what this program knows, each migration whole or not at all."""
    from sqlite_utils import Database, Migrations  # read late: opening a project that is up to date does without

    migrations = Migrations("glossator")

    @migrations()
    def first_tables(db: Database) -> None:
        for script in (_PEOPLE, _DOCUMENTS, _TAGS, _ACTS):
            _run(db, script)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("PRAGMA user_version = 1")

    @migrations()
    def merges_that_are_undone(db: Database) -> None:
        _run(db, _MERGES)
        db.execute("PRAGMA user_version = 2")

    @migrations()
    def publishers(db: Database) -> None:
        _run(db, _PUBLISHERS)
        db.execute("PRAGMA user_version = 3")

    migrations.apply(Database(connection, execute_plugins=False))


def _run(db: Database, script: str) -> None:
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)
