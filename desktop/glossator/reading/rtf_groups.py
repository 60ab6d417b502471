"""Know which groups of a Rich Text file hold no text of the document."""

from __future__ import annotations

#: Groups whose words are no text of the document, whether or not they say that they may be passed over.
NO_TEXT = frozenset(
    {
        "colortbl",
        "filetbl",
        "nonshppict",
        "shprslt",
        "xe",
        "tc",
        "tcn",
        "objdata",
        "private",
        "nonesttables",
        "template",
    }
    | {"rxe", "bxe", "sp", "upr", "pn", "pnseclvl", "txe", "atnicn", "listtable", "listoverridetable", "revtbl"}
    | {f"{place}{side}" for place in ("header", "footer") for side in ("", "l", "r", "f")}
    | {f"{kind}ftn{part}" for kind in ("", "a") for part in ("sep", "sepc", "cn")}
)
#: Groups that say that they may be passed over, and are read all the same.
READ_ALL_THE_SAME = frozenset(
    {
        "fldinst",
        "shppict",
        "shpinst",
        "footnote",
        "annotation",
        "atnauthor",
        "atndate",
        "atnref",
        "atrfstart",
        "atrfend",
    }
    | {"do", "picprop", "ud", "moMath", "moMathPara", "nesttableprops", "ftnalt", "pict", "listtext"}
)
