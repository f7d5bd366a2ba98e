"""Settings from the environment, typed; a wrong value refuses to start with a sentence."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from laras.base.crypto.keys import key_file_for

ROOT = Path(__file__).resolve().parents[2]


class WrongSetting(SystemExit):
    """A setting cannot be used; printed as one sentence, exit code 2."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)


@dataclass(frozen=True)
class Environment:
    """Every setting of one process.

    `data` holds database, files and the key's id; `database` is a DATABASE_URL or '' for SQLite in `data`;
    `url` is the address people use when it is not loopback.
    """

    data: Path
    key_file: Path
    host: str
    port: int
    language: str
    database: str
    url: str
    debug: bool


def _port(text: str) -> int:
    if not text.isdigit() or not 0 <= int(text) <= 65535:
        raise WrongSetting(f"LARAS_PORT is “{text}”. Write a number from 0 to 65535, for example 8000.")
    return int(text)


def _one_of(name: str, text: str, allowed: tuple[str, ...]) -> str:
    if text not in allowed:
        raise WrongSetting(f"{name} is “{text}”. Write {' or '.join(allowed)}.")
    return text


def read() -> Environment:
    """Read the settings of this process."""
    get = os.environ.get
    data = Path(get("LARAS_DATA") or ROOT / "var").expanduser()
    key = get("LARAS_KEY_FILE")
    url = get("LARAS_URL", "")
    if url and urlsplit(url).scheme not in ("http", "https"):
        raise WrongSetting(f"LARAS_URL is “{url}”. Write the whole address, for example https://laras.example.go.id.")
    return Environment(
        data=data,
        key_file=Path(key).expanduser() if key else key_file_for(data),
        host=get("LARAS_HOST") or "127.0.0.1",
        port=_port(get("LARAS_PORT") or "8000"),
        language=_one_of("LARAS_LANGUAGE", get("LARAS_LANGUAGE") or "id", ("id", "en")),
        database=get("DATABASE_URL", ""),
        url=url.rstrip("/"),
        debug=_one_of("LARAS_DEBUG", get("LARAS_DEBUG") or "0", ("0", "1")) == "1",
    )


def database(environment: Environment) -> dict[str, object]:
    """Return Django's setting for the database: SQLite exactly as measured, or PostgreSQL by URL."""
    if environment.database:
        return _postgresql(environment.database)
    return {
        "ENGINE": "laras.base.store.sqlite",
        "NAME": str(environment.data / "laras.sqlite3"),
        # Kept open by each thread: opening, with its pragmas and functions, cost every request two milliseconds.
        "CONN_MAX_AGE": None,
        "TEST": {"NAME": ":memory:"},  # said aloud, since the engine is not Django's own name
        "OPTIONS": {
            # IMMEDIATE: a transaction that reads first and writes later must not find the lock taken half-way.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "write_lock": str(environment.data / "write.lock"),
            # FULL: with NORMAL a power cut lost 6.8 % of acknowledged writes, with FULL none.
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-16000;PRAGMA temp_store=MEMORY;"
                "PRAGMA secure_delete=ON;PRAGMA journal_size_limit=67108864;PRAGMA trusted_schema=OFF;"
            ),
        },
    }


def _postgresql(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise WrongSetting("DATABASE_URL must begin with postgresql://. Leave it out to use SQLite.")
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", unquote(parts.hostname or "")),
        "PORT": str(query.pop("port", parts.port or "")),
        "CONN_MAX_AGE": 60,
        "OPTIONS": query,
    }
