"""A Word file made by hand, for tests of what is dropped on the desk."""

from __future__ import annotations

import io
import zipfile

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_file(*paragraphs: str) -> bytes:
    """The smallest .docx that holds these paragraphs."""
    rows = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{_SPACE}"><w:body>{rows}</w:body></w:document>')
    return packed.getvalue()
