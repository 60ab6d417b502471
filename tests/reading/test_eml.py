"""Mails are read as they were written: their lines kept, what was quoted told, what is attached named."""

import base64

import pytest
from making import counts, data_of, lines, parsed, refusal, spans

from glossator.model.document import Proposal

HEAD = (
    b"From: =?utf-8?q?J=C3=B6rg_Ohm?= <ohm@example.org>\r\nTo: mara@example.org\r\n"
    b"Subject: =?utf-8?q?The_pause?=\r\nDate: Tue, 12 May 2026 09:30:00 +0200\r\nMIME-Version: 1.0\r\n"
)


def mail(body, kind="text/plain; charset=utf-8", coding="8bit"):
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n".encode()
    return HEAD + head + (body if isinstance(body, bytes) else body.encode())


def part(body, kind, *more):
    head = "\r\n".join((f"Content-Type: {kind}", *more))
    return f"{head}\r\n\r\n{body}\r\n"


def mixed(*parts, way="mixed", boundary="b"):
    body = "".join(f"--{boundary}\r\n{one}" for one in parts)
    return part(f"{body}--{boundary}--", f'multipart/{way}; boundary="{boundary}"')


def test_a_mail_s_lines_are_the_file_s_and_a_paragraph_s_belong_together() -> None:
    found = parsed(mail("One line\r\nand another.\r\n\r\n  Next.\r\n"), "eml")
    assert found.content.text == "One line\nand another.\n\n  Next."
    assert data_of(found) == [{"group": 1}, {"group": 1}, {}, {"group": 2}]


def test_what_is_answered_is_a_quotation_as_deep_as_its_marks_which_stay() -> None:
    found = parsed(mail("He wrote:\n> No.\n> > Why?\n>> Who?\nYes."), "eml")
    assert lines(found) == [
        ("paragraph", "He wrote:"),
        ("quote", "> No."),
        ("quote", "> > Why?"),
        ("quote", ">> Who?"),
        ("paragraph", "Yes."),
    ]
    assert [block.level for block in found.content.blocks] == [None, 1, 2, 2, None]


def test_a_flowing_mail_keeps_its_lines_without_the_marks_of_flowing() -> None:
    found = parsed(mail("It goes \non here.\n >this is no answer\n-- \nJ.", "text/plain; format=Flowed"), "eml")
    assert found.content.text == "It goes\non here.\n>this is no answer\n-- \nJ."
    assert lines(found)[2][0] == "paragraph"


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (mail("Caf=C3=A9 =\r\nau lait=20x", coding="quoted-printable"), "Café au lait x", "utf-8"),
        (mail(base64.b64encode("Пролив".encode("koi8-r")), "text/plain; charset=koi8-r", "base64"), "Пролив", "koi8-r"),
        (
            mail("停戦の延長".encode("iso-2022-jp"), "text/plain; charset=iso-2022-jp", "7bit"),
            "停戦の延長",
            "iso-2022-jp",
        ),
        (mail("Café", "text/plain; charset=no-such-thing"), "Café", "utf-8"),
        (mail("Café", "text/plain"), "Café", "utf-8"),
    ],
    ids=["quoted-printable", "base64", "Japanese", "unknown", "unsaid"],
)
def test_a_mail_is_decoded_as_it_says_and_else_as_its_bytes_show(data, text, encoding) -> None:
    found = parsed(data, "eml")
    assert (found.content.text, found.encoding) == (text, encoding)


def test_the_plain_words_are_read_and_not_the_page_beside_them() -> None:
    both = mixed(part("Plain.", "text/plain"), part("<p>Page.</p>", "text/html"), way="alternative", boundary="c")
    picture = part("QUJD", "image/png", "Content-Disposition: attachment; filename=map.png")
    found = parsed(HEAD + mixed(both, picture).encode(), "eml")
    assert found.content.text == "Plain."
    assert [one.words for one in found.warnings] == ["1 attachment not read: map.png"]


def test_a_mail_that_is_only_a_page_is_read_as_one() -> None:
    page = (
        "<html lang=de><table role=presentation><tr><td><p>Ja.</p></td></tr></table>"
        "<blockquote><p>Nein?</p><blockquote>Doch.</blockquote></blockquote></html>"
    )
    found = parsed(mail(page, "text/html; charset=utf-8"), "eml")
    assert lines(found) == [("paragraph", "Ja."), ("quote", "Nein?"), ("quote", "Doch.")]
    assert [block.level for block in found.content.blocks] == [None, 1, 2]
    assert found.metadata.language == Proposal("de", "the page's head")
    assert spans(found) == []


def test_a_mail_s_head_says_who_wrote_what_and_when() -> None:
    found = parsed(mail("One."), "eml").metadata
    assert found.title == Proposal("The pause", "the mail's head")
    assert found.author == Proposal("Jörg Ohm", "the mail's head")
    assert found.published == Proposal("2026-05-12", "the mail's head")


def test_a_subject_in_japanese_is_read() -> None:
    subject = b"Subject: =?iso-2022-jp?b?GyRCRGRAbxsoQg==?=\r\n\r\nOne."
    assert parsed(b"From: a@example.org\r\n" + subject, "eml").metadata.title.value == "停戦"


def test_a_mail_in_which_the_last_boundary_lacks_is_read_and_the_fault_told() -> None:
    data = HEAD + mixed(part("One.", "text/plain")).replace("--b--", "").encode()
    found = parsed(data, "eml")
    assert found.content.text == "One."
    assert counts(found) == {"defects": 1}


def test_words_of_a_mail_that_was_sent_on_are_read_after_the_own() -> None:
    inner = part("From: x@example.org\r\nSubject: Old\r\n\r\nOlder.", "message/rfc822")
    found = parsed(HEAD + mixed(part("Newer.", "text/plain"), inner).encode(), "eml")
    assert found.content.text == "Newer.\n\nOlder."


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Disposition: inline; filename*=",
        b"Content-Disposition: inline; filename*",
        b"Content-Disposition: ;",
        b'From: @@<<"',
        b"Date: soon",
        b"Subject: =?x?q?=ff?= =?utf-8?b?/w?=",
        b"Content-Type: ;;",
        b"Content-Type: multipart/mixed; boundary",
        b"Content-Transfer-Encoding: ?",
        b"Content-Language: =?",
    ],
)
def test_a_head_that_breaks_its_own_rules_ends_no_reading(head) -> None:
    assert parsed(head + b"\r\n\r\nOne.", "eml").content.text == "One."


def test_a_subject_without_end_is_cut() -> None:
    data = b"Subject: " + b"a " * 30_000 + b"\r\n\r\nOne."
    assert parsed(data, "eml").metadata.title.value == " ".join(["a"] * 2500)


def test_parts_without_end_are_read_up_to_a_number_that_is_said() -> None:
    body = "--b\n\nx\n" * 10_001
    found = parsed(f"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n{body}--b--".encode(), "eml")
    assert found.content.text.count("x") == 10_000
    assert "parts beyond the first 10,000 not read" in [one.words for one in found.warnings]


def test_a_mail_without_words_is_refused() -> None:
    assert refusal(HEAD + mixed(part("QUJD", "image/png")).encode(), "eml") == (
        "“a” was not read, it is a mail without words, save what is attached to it instead"
    )
