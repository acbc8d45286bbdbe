"""``rujuk`` and ``python -m extractor``."""

from __future__ import annotations

import sys

from extractor.engines.collection import collect_seldom


def main() -> int:
    """Runs the command line; gives the exit code: 0 well, 1 with refused input, 2 not at all."""
    collect_seldom()
    from extractor.cli import build
    from extractor.errors import RujukError
    from extractor.messages.failures import explain

    try:
        build()()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except Exception as error:
        message = explain(error)
        if message is None:
            raise
        print(f"rujuk: {message}", file=sys.stderr)
        return error.exit_code if isinstance(error, RujukError) else 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
