"""One piece of work beside the main thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Beside(Generic[Result]):
    """Begins at once; `result` waits for the end."""

    def __init__(self, work: Callable[[], Result], name: str) -> None:
        self._found: list[Result] = []
        self._failed: list[BaseException] = []

        def run() -> None:
            try:
                self._found.append(work())
            except BaseException as error:  # raised again where the result is asked for
                self._failed.append(error)

        self._thread = threading.Thread(target=run, name=name)
        self._thread.start()

    def result(self) -> Result:
        """What came out of it.

        Raises:
            BaseException: whatever the work raised.
        """
        self._thread.join()
        if self._failed:
            raise self._failed[0]
        return self._found[0]
