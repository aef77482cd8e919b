"""Whoever replaces the file gets their turn, and nobody waits for themselves."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analytics.store import Database


def test_readers_that_take_turns_do_not_keep_it_waiting(database: Database) -> None:
    stop = threading.Event()

    def read_without_a_pause() -> None:
        while not stop.is_set():
            with database.read() as cursor:
                cursor.execute("select count(*) from range(20000)").fetchall()

    readers = [threading.Thread(target=read_without_a_pause) for _ in range(4)]
    for reader in readers:
        reader.start()
    began = time.perf_counter()
    for _ in range(20):
        with database.exclusive() as connection:
            connection.execute("select 1")
    waited = time.perf_counter() - began
    stop.set()
    for reader in readers:
        reader.join()
    assert waited < 20


def test_reader_that_reads_again_is_let_finish_first(database: Database) -> None:
    order: list[str] = []
    is_inside = threading.Event()

    def take_over() -> None:
        is_inside.wait()
        with database.exclusive():
            order.append("exclusive")

    other = threading.Thread(target=take_over)
    other.start()
    with database.read():
        is_inside.set()
        while not database._is_exclusive_wanted:
            time.sleep(0.01)
        with database.read() as cursor:
            cursor.execute("select 1")
        order.append("read")
    other.join()
    assert order == ["read", "exclusive"]


def test_it_may_read_for_itself(database: Database) -> None:
    with database.exclusive(), database.read() as cursor:
        assert cursor.execute("select 1").fetchall() == [(1,)]
