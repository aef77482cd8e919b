"""``playbook list`` and ``playbook check``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.playbook import STEPS, practice_steps
from analytics.playbook.steps import shipped_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.analytics.cli.conftest import Ran

    Run = Callable[..., Ran]


def test_list_prints_every_step_and_makes_no_practice(
    run: Run, practice_of_the_test: Path
) -> None:
    ran = run("playbook", "list", "--json")

    assert ran.code == 0
    assert ran.json["steps"] == [
        {"step": key, "title": step.title, "kind": step.kind}
        for key, step in STEPS.items()
    ]
    assert not practice_of_the_test.exists()
    assert "say_hello" in run("playbook", "list").out


def test_list_has_the_practices_own_titles(
    run: Run, practice_of_the_test: Path
) -> None:
    text = shipped_text("say_hello").replace("title: Say hello", "title: Wave")
    practice_steps.save(practice_of_the_test, "say_hello", text, was=None)

    steps = run("playbook", "list", "--json").json["steps"]
    assert steps[0] == {"step": "say_hello", "title": "Wave", "kind": "message"}


def test_check_names_file_and_line(run: Run, tmp_path: Path) -> None:
    good = tmp_path / "refer.md"
    good.write_text(shipped_text("refer"), "utf-8")
    bad = tmp_path / "say_hello.md"
    bad.write_text(
        shipped_text("say_hello").replace("{first_name}", "{firstname}", 1), "utf-8"
    )

    assert run("playbook", "check", str(good)).code == 0
    ran = run("playbook", "check", str(good), str(bad), "--json")
    assert ran.code == 1
    assert ran.json["ok"] is False
    first, second = ran.json["files"]
    assert (first["file"], first["used"], first["findings"]) == ("refer.md", True, [])
    assert (second["step"], second["used"]) == ("say_hello", False)
    (finding,) = second["findings"]
    line = bad.read_text("utf-8").split("\n").index("Hi {firstname},") + 1
    assert (finding["line"], finding["kind"]) == (line, "refused")
    out = run("playbook", "check", str(tmp_path)).out
    assert f"say_hello.md:{line}: Nobody fills in {{firstname}}." in out
    assert "refer.md: nothing to find." in out


def test_check_of_a_hint_a_stranger_and_a_missing_file(
    run: Run, tmp_path: Path
) -> None:
    hint = tmp_path / "say_hello.md"
    hint.write_text(
        shipped_text("say_hello").replace("You came", "We noticed you came"), "utf-8"
    )
    ran = run("playbook", "check", str(hint), "--json")
    assert (ran.code, ran.json["files"][0]["used"]) == (1, True)
    assert ran.json["files"][0]["findings"][0]["kind"] == "hint"

    stranger = tmp_path / "say_helo.md"
    stranger.write_text("", "utf-8")
    assert "Did you mean say_hello?" in run("playbook", "check", str(stranger)).out

    assert run("playbook", "check", str(tmp_path / "nothing.md")).code == 2


def test_check_without_files_looks_at_the_practices_own(
    run: Run, practice_of_the_test: Path
) -> None:
    ran = run("playbook", "check", "--json")
    assert (ran.code, ran.json) == (0, {"ok": True, "files": []})
    assert "no steps of its own" in run("playbook", "check").out

    practice_steps.save(practice_of_the_test, "refer", shipped_text("refer"), was=None)
    ran = run("playbook", "check", "--json")
    assert [one["file"] for one in ran.json["files"]] == ["refer.md"]
