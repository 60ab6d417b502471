"""Make the Rich Text files of the tests: a body between its fonts and the end of its group."""

from making import parsed

FONTS = (
    r"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Times Cyr;}{\f2\fcharset128 Mincho;}{\f3\fcharset2 Symbol;}"
    r"{\f4\fcharset238 Times CE;}}"
)


def made(body, head=""):
    return (r"{\rtf1\ansi\ansicpg1252\deff0" + FONTS + head + "\n" + body + "}").encode("latin-1")


def read(body, head=""):
    return parsed(made(body, head), "rtf")


def text(body, head=""):
    return read(body, head).content.text
