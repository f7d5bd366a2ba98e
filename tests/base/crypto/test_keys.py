"""The master key: made once, outside the data, and never replaced by accident."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from laras.base.crypto import index, keys


def test_a_new_folder_gets_a_key_that_only_its_owner_reads(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "keys" / "master.key"
    data.mkdir()
    name = keys.prepare(data, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in data.iterdir()] == ["key-id"]
    assert (data / "key-id").read_text().strip() == name == keys.key_id(keys.read_key(file))
    assert keys.read_key(file).hex() not in (data / "key-id").read_text()
    assert keys.prepare(data, file) == name


def test_a_missing_key_refuses_with_a_sentence_and_makes_no_new_one(tmp_path: Path) -> None:
    file = tmp_path / "master.key"
    name = keys.prepare(tmp_path, file)
    file.unlink()
    with pytest.raises(keys.KeyMissing, match=f"sealed with key {name}.*Put that file back.*LARAS_KEY_FILE"):
        keys.prepare(tmp_path, file)
    assert not file.exists()


def test_another_key_refuses_with_a_sentence(tmp_path: Path) -> None:
    name = keys.prepare(tmp_path, tmp_path / "first.key")
    keys.make_key(tmp_path / "second.key")
    with pytest.raises(keys.KeyMissing, match=f"sealed with key {name}.*second.key holds another one"):
        keys.prepare(tmp_path, tmp_path / "second.key")


@pytest.mark.parametrize("content", ["", "no key", "ab" * 31, "ab" * 33])
def test_a_file_that_is_no_key_is_told(tmp_path: Path, content: str) -> None:
    file = tmp_path / "master.key"
    file.write_text(content)
    with pytest.raises(keys.KeyMissing, match=r"master\.key"):
        keys.read_key(file)


def test_an_existing_key_is_never_overwritten(tmp_path: Path) -> None:
    first = keys.make_key(tmp_path / "master.key")
    assert keys.make_key(tmp_path / "master.key") == first == keys.read_key(tmp_path / "master.key")
    assert [path.name for path in tmp_path.iterdir()] == ["master.key"]


def test_programs_that_begin_in_one_new_folder_at_once_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        named = set(pool.map(lambda _: keys.prepare(tmp_path, tmp_path / "keys" / "master.key"), range(64)))
    assert named == {keys.key_id(keys.read_key(tmp_path / "keys" / "master.key"))}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["key-id", "keys"]


def test_two_folders_have_two_keys_outside_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    first, second = keys.key_file_for(tmp_path / "a"), keys.key_file_for(tmp_path / "b")
    assert first != second
    assert {first.parent, second.parent} == {tmp_path / "config" / "laras"}


def test_a_key_for_one_purpose_or_home_is_no_key_for_another() -> None:
    made = [keys.derived(purpose, scope) for purpose in ("seal", "index", "audit") for scope in ("", "a", "b")]
    assert len({keys.master(), *made}) == 10
    assert {len(key) for key in made} == {32}


def test_keyed_hashes_differ_by_home_and_purpose_and_repeat_for_the_same() -> None:
    def hashed(purpose: str, value: str, scope: str) -> bytes:
        return index.keyed_hash(purpose, value, scope=scope)

    values = {hashed(*case) for case in (("nik", "1", "a"), ("nik", "1", "b"), ("kk", "1", "a"), ("nik", "2", "a"))}
    assert len(values) == 4
    assert hashed("nik", "1", "a") == hashed("nik", "1", "a")
    assert 0 <= index.word_hash("sutini", scope="a") < 2**24
