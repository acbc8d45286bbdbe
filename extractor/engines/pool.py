"""The engine of many cores: spawned worker processes that may crash or hang without harm to the rest.

Each worker has its own pipe and a slot in shared memory in which it notes the item that it is at. The system ends a
worker of which a step has used up its processor time: this stops even a loop in C, and a worker that is stopped or
sleeps with the machine uses none. So the parent knows the one item to blame, gives the others of its batches to a new
worker, and goes on. When a worker dies otherwise, another item of the batch may have filled the memory: all of them are
tried again alone, and the one that is alone when a worker dies is to blame. A worker holds two batches, or one where
they are large: memory stays flat.
"""

from __future__ import annotations

import multiprocessing as mp
import os
import queue
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from multiprocessing.sharedctypes import RawArray
from typing import Any, Generic, TypeVar

from extractor.engines.collection import collect_seldom
from extractor.engines.isolation import NOWHERE, crash, run_batch
from extractor.engines.work import AHEAD, EngineError, Failure, Work

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHECK_SECONDS = 0.5
# A worker has a core: libraries for matrices would start a thread for each core of the machine.
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
# A worker that dies without an item at hand cannot blame one; after this many in a row the engine gives up.
_BLAMELESS_DEATHS = 3
_BATCH, _INDEX = range(2)
# What the timer of processor time sends; by default it ends the process.
_TIME_UP = signal.SIGPROF


@dataclass
class _Batch(Generic[Item]):
    number: int
    items: list[Item]
    failures: list[tuple[Item, Failure]] = field(default_factory=list)


@dataclass
class _Worker(Generic[Item]):
    process: SpawnProcess
    pipe: Connection
    slot: Any
    batches: dict[int, _Batch[Item]] = field(default_factory=dict)


def run_pool(
    work: Work[Item, Result],
    batches: Iterable[Sequence[Item]],
    workers: int,
    seconds: float | None = None,
    lead: int | None = None,
    ahead: int = AHEAD,
) -> Iterator[list[tuple[Item, Result | Failure]]]:
    """The results of each batch, as they are done. ``seconds`` is the processor time that a step of one item may
    take, ``ahead`` how many batches a worker holds, with the one that it is at.

    ``lead``: how many batches may be begun after the oldest that is not done, for a caller that puts the results in
    order and must hold them so long; without it a slow batch holds up nothing. Raises :class:`EngineError` when workers
    cannot start.
    """
    pool: _Pool[Item, Result] = _Pool(work, workers, seconds, lead, ahead)
    try:
        yield from pool.run(iter(batches))
    finally:
        pool.stop()


class _Pool(Generic[Item, Result]):
    def __init__(
        self, work: Work[Item, Result], workers: int, seconds: float | None, lead: int | None, ahead: int
    ) -> None:
        self._work = work
        self._seconds = seconds
        self._lead = lead
        self._ahead = ahead
        self._number = 0
        self._context = mp.get_context("spawn")
        self._workers: list[_Worker[Item]] = []
        self._waiting: deque[_Batch[Item]] = deque()
        self._blameless = 0
        for _ in range(workers):
            self._workers.append(self._start())

    def _start(self) -> _Worker[Item]:
        ours, theirs = self._context.Pipe()
        slot = RawArray("d", [-1.0, -1.0])
        process = self._context.Process(target=_serve, args=(theirs, self._work, slot, self._seconds), daemon=True)
        with _without_main_module():
            process.start()
        theirs.close()
        return _Worker(process, ours, slot)

    def run(self, batches: Iterator[Sequence[Item]]) -> Iterator[list[tuple[Item, Result | Failure]]]:
        exhausted = False
        while True:
            for worker in sorted(self._workers, key=lambda one: len(one.batches)):
                while len(worker.batches) < self._ahead and not (exhausted and not self._waiting):
                    if not self._waiting:
                        if self._is_ahead():
                            break
                        items = next(batches, None)
                        if items is None:
                            exhausted = True
                            break
                        self._wait_with(list(items))
                    self._give(worker, self._waiting.popleft())
                    break  # one each in turn, so that a short job is spread
            if exhausted and not self._waiting and not any(worker.batches for worker in self._workers):
                return
            yield from self._collect()

    def _wait_with(self, items: list[Item]) -> None:
        self._number += 1
        self._waiting.append(_Batch(self._number, items))

    def _is_ahead(self) -> bool:
        """Whether enough batches were begun after the oldest that is not done."""
        if self._lead is None:
            return False
        oldest = min((number for worker in self._workers for number in worker.batches), default=self._number)
        return self._number - oldest >= self._lead

    def _give(self, worker: _Worker[Item], batch: _Batch[Item]) -> None:
        worker.batches[batch.number] = batch
        with suppress(BrokenPipeError, ConnectionResetError):  # its death is noticed in _collect
            worker.pipe.send((batch.number, batch.items))

    def _collect(self) -> Iterator[list[tuple[Item, Result | Failure]]]:
        full = all(len(worker.batches) >= self._ahead or not self._waiting for worker in self._workers)
        ready = wait([worker.pipe for worker in self._workers], _CHECK_SECONDS if full else 0)
        for worker in list(self._workers):
            if worker.pipe in ready:
                try:
                    number, results = worker.pipe.recv()
                except (EOFError, ConnectionResetError):
                    yield from self._bury(worker)
                    continue
                if number < 0:
                    raise EngineError(results)
                self._blameless = 0
                batch = worker.batches.pop(number)
                yield [*zip(batch.items, results, strict=True), *batch.failures]

    def _bury(self, worker: _Worker[Item]) -> Iterator[list[tuple[Item, Result | Failure]]]:
        """Replaces a dead worker, blames the item that it was at, and gives the others out again."""
        worker.process.join()
        worker.pipe.close()
        self._workers.remove(worker)
        failure = Failure("died")
        if worker.process.exitcode == -_TIME_UP and self._seconds is not None:
            failure = Failure("hung", {"seconds": f"{self._seconds:g}"})
        number, index = int(worker.slot[_BATCH]), int(worker.slot[_INDEX])
        batch = worker.batches.get(number)
        if batch is not None and 0 <= index < len(batch.items):
            self._blameless = 0
            if failure.code == "died" and len(batch.items) > 1:
                del worker.batches[number]
                for item in batch.items:
                    self._wait_with([item])
                if batch.failures:
                    yield [*batch.failures]
            else:
                batch.failures.append((batch.items.pop(index), failure))
                if not batch.items:
                    del worker.batches[number]
                    yield list(batch.failures)
        else:
            self._blameless += 1
            if self._blameless >= _BLAMELESS_DEATHS:
                raise EngineError(f"workers die at the start (exit code {worker.process.exitcode})")
        self._waiting.extendleft(reversed(worker.batches.values()))
        self._workers.append(self._start())

    def stop(self) -> None:
        for worker in self._workers:
            with suppress(OSError):
                worker.pipe.send(None)
        for worker in self._workers:
            worker.process.join(0.2 if worker.batches else 5)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
            worker.pipe.close()


def _serve(pipe: Connection, work: Work[Any, Any], slot: Any, seconds: float | None) -> None:
    """The life of a worker: prepare once, then batch after batch until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(_TIME_UP, signal.SIG_DFL)
    collect_seldom()
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    inbox: queue.SimpleQueue[tuple[int, list[Any]] | None] = queue.SimpleQueue()
    # Draining the pipe in a thread keeps parent and worker from waiting for each other's full pipes.
    threading.Thread(target=_receive, args=(pipe, inbox), daemon=True).start()
    try:
        steps = work.prepare()
    except Exception as error:
        pipe.send((-1, crash(error).params["detail"]))
        return

    def at(index: int) -> None:
        if index != NOWHERE:
            slot[_INDEX] = index
            signal.setitimer(signal.ITIMER_PROF, seconds or 0.0)
        else:
            signal.setitimer(signal.ITIMER_PROF, 0.0)
            slot[_INDEX] = index

    while (message := inbox.get()) is not None:
        number, items = message
        slot[_BATCH] = number
        pipe.send((number, run_batch(steps, items, at)))


def _receive(pipe: Connection, inbox: queue.SimpleQueue[Any]) -> None:
    try:
        while True:
            message = pipe.recv()
            inbox.put(message)
            if message is None:
                return
    except (EOFError, OSError):
        os._exit(1)  # the parent is gone; a worker must not outlive it, whatever it is at


@contextmanager
def _without_main_module() -> Iterator[None]:
    """Keeps a spawned worker from running the parent's script again: all that it needs it imports by name."""
    names: dict[str, Any] = vars(sys.modules["__main__"])
    hidden: dict[str, Any] = {name: names.pop(name) for name in ("__file__", "__spec__") if name in names}
    names["__spec__"] = None
    try:
        yield
    finally:
        names.update(hidden)
