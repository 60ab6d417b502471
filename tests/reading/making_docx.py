"""Make the Word files of the tests: a body in few letters, and the parts that it needs."""

import io
import zipfile

from making import parsed, zipped

OFFICE = "http://schemas.openxmlformats.org/"
NAMES = (
    f'xmlns:w="{OFFICE}wordprocessingml/2006/main" xmlns:r="{OFFICE}officeDocument/2006/relationships" '
    f'xmlns:m="{OFFICE}officeDocument/2006/math" xmlns:a="{OFFICE}drawingml/2006/main" '
    f'xmlns:wp="{OFFICE}drawingml/2006/wordprocessingDrawing" xmlns:pic="{OFFICE}drawingml/2006/picture" '
    f'xmlns:mc="{OFFICE}markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
KINDS = ("styles", "numbering", "settings", "footnotes", "endnotes", "comments")


def relationships(rows):
    inner = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}officeDocument/2006/relationships/{kind}" Target="{target}"{mode}/>'
        for name, kind, target, mode in rows
    )
    return f'<Relationships xmlns="{OFFICE}package/2006/relationships">{inner}</Relationships>'


def made(body, *, more=None, links=(), **parts):
    members = {
        "_rels/.rels": relationships(
            [("a", "officeDocument", "word/document.xml", ""), ("b", "core-properties", "docProps/core.xml", "")]
        ),
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relationships(
            [(kind, kind, f"{kind}.xml", "") for kind in KINDS]
            + [("image1", "image", "media/image1.png", "")]
            + [(f"link{number}", "hyperlink", target, ' TargetMode="External"') for number, target in enumerate(links)]
        ),
    }
    for kind, inner in parts.items():
        members[f"word/{kind}.xml"] = f"<w:{kind} {NAMES}>{inner}</w:{kind}>"
    return zipped(members | (more or {}))


def read(body, **parts):
    return parsed(made(body, **parts), "docx")


def p(inner, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def r(words, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def style(style_id, name, inner="", *, based_on="", kind="paragraph"):
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name}"/>{base}{inner}</w:style>'


def styled(style_id):
    return f'<w:pStyle w:val="{style_id}"/>'


def in_list(number, level):
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def level(number, form, words, more=""):
    start = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>'
    return f'<w:lvl w:ilvl="{number}">{start}<w:lvlText w:val="{words}"/>{more}</w:lvl>'


def note(kind, number, body):
    return f'<w:{kind} w:id="{number}">{body}</w:{kind}>'


def cell(inner, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


BOX = "<wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp>"
OLD_BOX = "<v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape>"


def field(instruction, result):
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def unzipped(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}
