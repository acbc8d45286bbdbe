"""What Typer says of a command line, help and mistakes, in the chosen language: it speaks English only."""

from __future__ import annotations

import re

from extractor.messages.language import chosen_language

# A pattern of what Typer and pydantic write, and its Indonesian; what no pattern meets stays as it is.
_HELP = (
    (r"^Usage: (.*)$", r"Pemakaian: \1"),
    (r"^Arguments:$", "Argumen:"),
    (r"^Options:$", "Opsi:"),
    (r"^Commands:$", "Perintah:"),
    (r"\[OPTIONS\]", "[OPSI]"),
    (r"\bCOMMAND \[ARGS\]\.\.\.", "PERINTAH [ARGUMEN]..."),
    (r"([\[;]\s*)required\]", r"\1wajib]"),
    (r"\[default:(\s)", r"[bawaan:\1"),
    (r"\(dynamic\)", "(dinamis)"),
    (r"Show this message and exit\.", "Tampilkan bantuan ini."),
    (r"Install completion for the current shell\.", "Pasang pelengkapan Tab untuk shell ini."),
    (
        r"Show completion for the current shell,\s+to\s+copy\s+it\s+or\s+customize\s+the\s+installation\.",
        "Cetak skrip pelengkapan Tab untuk shell ini.",
    ),
)
_MISTAKES = (
    (r"^Missing option ('.*?'(?: / '.*?')*)\.?", r"opsi \1 belum diberikan"),
    (r"^Missing argument ('.*?')\.?", r"argumen \1 belum diberikan"),
    (r"^Missing command\.$", "perintah belum diberikan"),
    (r"^No such option: (\S+)", r"tidak ada opsi \1"),
    (r"^No such command ('.*?')\.?", r"tidak ada perintah \1"),
    (r"\(Possible options: (.*)\)$", r"(mungkin \1)"),
    (r"\s*Did you mean (.*)\?$", r" (mungkin \1)"),
    (r"\s*Choose from:\s*", "; pilihan: "),
    (r",\n\t", ", "),
    (r"^Option ('.*?') requires an argument\.$", r"opsi \1 memerlukan nilai"),
    (r"^Option ('.*?') does not take a value\.$", r"opsi \1 tidak memakai nilai"),
    (r"^Got unexpected extra arguments? ?(?:\(s\) )?\((.*)\)$", r"argumen berlebih: \1"),
    (r"^Invalid value for ('.*?'(?: / '.*?')*): ", r"nilai untuk \1 tidak sah: "),
    (r"Input should be a valid integer.*$", "harus bilangan bulat"),
    (r"Input should be a valid number.*$", "harus bilangan"),
    (r"Input should be greater than or equal to (\S+)", r"paling sedikit \1"),
    (r"Input should be less than or equal to (\S+)", r"paling besar \1"),
    (r"Value error, ('.*?') is not one of (.*?)\.?$", r"\1 bukan salah satu dari \2"),
    (r"Input should be (?=')(.*)$", r"harus salah satu dari \1"),
    (r"(?<=') or (?=')", " atau "),
)


def spoken_help(text: str) -> str:
    """A page of help or a line of usage, as Typer lays it out, in the chosen language."""
    return _in_language(text, _HELP)


def spoken_mistake(text: str) -> str:
    """What is wrong with a command line, in the chosen language."""
    return _in_language(text, _MISTAKES)


def _in_language(text: str, table: tuple[tuple[str, str], ...]) -> str:
    if chosen_language() == "en":
        return text
    for pattern, indonesian in table:
        text = re.sub(pattern, indonesian, text, flags=re.MULTILINE)
    return text
