from __future__ import annotations

import io
import json
from collections.abc import Iterator
from itertools import combinations

import pytest

from glossator.exchange.choice import Choice
from glossator.exchange.registry import find_format
from glossator.model.document import Document
from glossator.model.people import Reader
from glossator.model.problem import Refused
from glossator.operations import entities, example, marks, tags
from glossator.operations.documents import describe, paste_text
from glossator.operations.networking import hidden, issues_named, network, network_of
from glossator.operations.settling import settle
from glossator.operations.statements import statements
from glossator.review.network import Network
from glossator.store import Project

PILOTS, REJECTS = (59, 86), (88, 121)
SCORES = {"strongly-against": -2, "against": -1, "neutral": 0, "for": 1, "strongly-for": 2}


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with example.build_example(tmp_path_factory.mktemp("seeds") / "Example.gloss") as opened:
        yield opened


@pytest.fixture(scope="module")
def exported(seeds: Project) -> dict:
    out = io.BytesIO()
    find_format("json").write(seeds, out, Choice())
    return json.loads(out.getvalue())


def holds(
    project: Project, document: Document, reader: Reader, holder: str, stance: str = "for", span=PILOTS, **more: str
) -> str:
    fields = {"holder": holder, "issue": "Ceasefire", "stance": stance, **more}
    return tags.tag(project, document.id, "position", [span], reader=reader, fields=fields).annotation.id


def weights(made: Network) -> dict[tuple[str, str], float]:
    return {(made.name(edge.source), made.name(edge.target)): edge.weight for edge in made.edges}


def names(made: Network) -> list[str]:
    return [node.name for node in made.nodes]


def recounted(exported: dict, *, normalised: bool) -> dict[str, dict[tuple[str, str], float]]:
    """Count each relation again from the export, statement by statement."""
    said = []
    for tag in exported["annotations"]:
        fields = tag["fields"]
        if tag["kind"] == "position" and fields.get("stance") in SCORES and "holder" in fields and "issue" in fields:
            said.append((fields["holder"], fields["issue"], SCORES[fields["stance"]]))
    found: dict[str, dict[tuple[str, str], float]] = {
        "congruence": {},
        "conflict": {},
        "subtract": {},
        "affiliation": {},
    }
    for one, other in combinations(sorted({who for who, _, _ in said}, key=str.casefold), 2):
        agree = differ = 0.0
        for who, issue, score in said:
            for whom, on, against in said:
                if who == one and whom == other and issue == on:
                    agree += 1 - abs(score - against) / 4
                    differ += abs(score - against) / 4
        both = sum(who in (one, other) for who, _, _ in said)
        shares = both / 2 if normalised else 1
        for relation, weight in (("congruence", agree), ("conflict", differ), ("subtract", agree - differ)):
            if weight:
                found[relation][one, other] = weight / shares
    for who, issue, _ in said:
        both = sum(one == who for one, _, _ in said) + sum(on == issue for _, on, _ in said)
        there = found["affiliation"].get((who, issue), 0.0)
        found["affiliation"][who, issue] = there + (2 / both if normalised else 1)
    return found


@pytest.mark.parametrize("normalisation", ["none", "average"])
@pytest.mark.parametrize("relation", ["congruence", "conflict", "subtract", "affiliation"])
def test_every_weight_is_a_recount_from_the_export(
    seeds: Project, exported: dict, relation: str, normalisation: str
) -> None:
    made = network(seeds, relation=relation, normalisation=normalisation)
    expected = recounted(exported, normalised=normalisation == "average")[relation]
    assert expected
    assert weights(made) == pytest.approx(expected)


def test_what_is_left_out_is_a_recount_from_the_export(seeds: Project, exported: dict) -> None:
    positions = [tag for tag in exported["annotations"] if tag["kind"] == "position"]
    made = network(seeds)
    assert made.left_out + sum(node.statements for node in made.nodes) == len(positions)


def test_only_positions_make_a_network(project: Project, talks: Document, ada: Reader) -> None:
    tags.tag(project, talks.id, "claim", [PILOTS], reader=ada, fields={"claimant": "North", "issue": "Ceasefire"})
    made = network(project)
    assert (made.nodes, made.left_out) == ((), 0)


def test_issues_are_chosen(project: Project, talks: Document, ada: Reader) -> None:
    holds(project, talks, ada, "North")
    holds(project, talks, ada, "Insurers", issue="Premiums", span=REJECTS)
    assert names(network(project, issues=issues_named(project, ["premiums"]))) == ["Insurers"]


def test_an_issue_is_found_by_the_name_that_was_joined_to_it(project: Project, talks: Document, ada: Reader) -> None:
    holds(project, talks, ada, "North", issue="Truce")
    holds(project, talks, ada, "South", span=REJECTS)
    ids = {one.name: one.id for one in project.entities("issue")}
    entities.same_as(project, ids["Truce"], ids["Ceasefire"], ada)
    assert names(network(project, issues=issues_named(project, ["Truce"]))) == ["North", "South"]


def test_an_issue_that_is_not_there_is_refused(project: Project) -> None:
    with pytest.raises(Refused, match="no issue here is called “Peace”"):
        issues_named(project, ["Peace"])


def test_readers_are_chosen(project: Project, talks: Document, ada: Reader, ben: Reader) -> None:
    holds(project, talks, ada, "North")
    holds(project, talks, ben, "South")
    assert names(network(project, readers=[ben.id])) == ["South"]


def test_documents_are_chosen(project: Project, talks: Document, ada: Reader) -> None:
    other = paste_text(project, "Nobody fires at sea.", ada).document
    holds(project, talks, ada, "North")
    holds(project, other, ada, "South", span=(0, 6))
    assert names(network(project, documents=[other.id])) == ["South"]
    assert names(network(project, documents=[])) == []


def test_the_agreed_reading_is_not_counted_again(project: Project, talks: Document, ada: Reader, ben: Reader) -> None:
    one = holds(project, talks, ada, "North")
    other = holds(project, talks, ben, "North")
    settle(project, [one, other], keep=[one], reader=ada)
    assert network(project).nodes[0].statements == 2


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        pytest.param(None, None, ["Day", "Month", "Year", "Undated"], id="whenever"),
        pytest.param("2026-05-13", None, ["Month", "Year"], id="since the day after"),
        pytest.param("2026-05-12", "2026-05-12", ["Day", "Month", "Year"], id="on one day"),
        pytest.param(None, "2026-04", ["Year"], id="until the month before"),
        pytest.param("2026-06", "2026-12", ["Year"], id="in the months after"),
        pytest.param("2027", None, [], id="in a later year"),
    ],
)
def test_a_statement_is_in_a_range_that_its_date_overlaps(
    project: Project,
    talks: Document,
    ada: Reader,
    since: str | None,
    until: str | None,
    found: list[str],
) -> None:
    describe(project, talks.id, ada, published="")
    for holder, said in (("Day", "2026-05-12"), ("Month", "2026-05"), ("Year", "2026"), ("Undated", "")):
        holds(project, talks, ada, holder, **({"said": said} if said else {}))
    made = network(project, since=since, until=until)
    assert sorted(names(made)) == sorted(found)
    assert made.undated == (0 if since is until is None else 1)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        pytest.param({"since": "soon"}, "“soon” is no date", id="no date"),
        pytest.param({"since": "2026-06", "until": "2026-05"}, "2026-06 is after 2026-05", id="turned round"),
        pytest.param({"relation": "love"}, "love is no relation", id="no relation"),
        pytest.param({"normalisation": "cosine"}, "cosine is no normalisation", id="no normalisation"),
    ],
)
def test_what_means_nothing_is_refused(project: Project, given: dict[str, str], why: str) -> None:
    with pytest.raises(Refused, match=why):
        network(project, **given)


def test_a_range_of_one_month_is_one(project: Project) -> None:
    assert network(project, since="2026-05-20", until="2026-05").nodes == ()


def test_what_was_read_before_makes_the_same_network(seeds: Project) -> None:
    assert network_of(statements(seeds), seeds).pairs == network(seeds).pairs


def test_others_positions_are_hidden_and_counted_where_a_document_is_read_blind(
    project: Project, talks: Document, ada: Reader, ben: Reader
) -> None:
    holds(project, talks, ada, "North")
    marks.mark_blind(project, talks.id, ben)
    project.seen_by(ben.id)
    assert (network(project).nodes, hidden(project)) == ((), 1)


def test_it_can_be_stopped_on_the_way(seeds: Project) -> None:
    with pytest.raises(Refused, match="it was stopped"):
        network(seeds, cancelled=lambda: True)
