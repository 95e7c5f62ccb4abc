"""
Two exercises on tokens without sense. Text teaches them too, but so seldom in each row that it takes ten times as long.
Both give what Batches gives.
"""

import json

import numpy as np
import torch

PLAIN_TOKENS = 2045  # tokens that are not control marks; the first control mark comes after them and begins every text


class Copying:
    """
    Tokens that come again. It begins with short rows of a few different tokens and goes on to longer rows of all of them,
    as fast as they are learned.
    """

    def __init__(self, random):
        self.random = random
        self.different, self.drawn, self.recent, self.learned = 128, 0, [], False

    def next(self):
        self.drawn += 1
        length = int(self.random.randint(4, min(48, 8 + self.drawn // 8)))
        count = 1600 // length
        first = torch.from_numpy(self.random.randint(0, self.different, (count, length)) * 13 % PLAIN_TOKENS)
        starts = self.random.randint(0, max(1, length // 3), count)
        rows = torch.stack([torch.cat((row, row[start:], row[:start])) for row, start in zip(first, starts)])
        answer = torch.zeros(rows.shape, dtype=torch.bool)
        answer[:, length:] = True
        return torch.tensor([PLAIN_TOKENS]), rows, answer, torch.ones_like(answer)

    def hear(self, right):
        """Goes on to more tokens once four in five are copied."""
        self.recent = [*self.recent[-9:], right]
        if self.learned or len(self.recent) < 10 or sum(self.recent) / 10 < 0.8:
            return
        self.learned = self.different == PLAIN_TOKENS
        self.different, self.recent = min(PLAIN_TOKENS, self.different * 4), []


class Lookup:
    """Sentences, then some of them asked for by one of their tokens: how the sentence that answers is found."""

    asked = 3

    def __init__(self, folder, random):
        self.random = random
        with open(f"{folder}/merges.json") as file:
            merges = [bytes.fromhex(left) + bytes.fromhex(right) for left, right in json.load(file)]
        number = {bytes([byte]): byte for byte in range(256)} | {text: 256 + rank for rank, text in enumerate(merges)}
        self.asks, self.says = [number[b"About"]], [number[b":"], number[" “".encode()]]
        self.end, self.close = number[b"."], number['.”"}}'.encode()]
        # In the text a sentence begins after a space, in a quote it does not.
        self.bare = {at: number[text[1:]] for text, at in number.items() if len(text) > 1 and text[:1] == b" " and text[1:] in number}
        self.firsts = np.array(sorted(self.bare))
        self.others = np.array([at for text, at in number.items() if text not in (b".", b"!", b"?", b":", b"About", b" ")])

    def next(self):
        sentences = int(self.random.randint(2, 8))
        pairs = [self.row(sentences) for _ in range(3200 // (sentences * 7 + self.asked * 10))]
        longest = max(len(row) for row, _ in pairs)
        rows = torch.zeros(len(pairs), longest, dtype=torch.int64)
        answer = torch.zeros(rows.shape, dtype=torch.bool)
        real = torch.zeros(rows.shape, dtype=torch.bool)
        for at, (row, answered) in enumerate(pairs):
            rows[at, : len(row)] = torch.tensor(row)
            answer[at, : len(row)] = torch.tensor(answered)
            real[at, : len(row)] = True
        return torch.tensor([PLAIN_TOKENS]), rows, answer, real

    def row(self, sentences):
        words = iter(self.random.permutation(self.others).tolist())
        said = [(first, [next(words) for _ in range(self.random.randint(2, 8))]) for first in self.random.choice(self.firsts, sentences).tolist()]
        row = [token for first, rest in said for token in (first, *rest, self.end)]
        answered = [False] * len(row)
        # Each at most once: asked again, the first answer could be copied instead of found.
        for at in self.random.permutation(sentences)[: self.asked].tolist():
            first, rest = said[at]
            question = [*self.asks, rest[self.random.randint(len(rest))], *self.says]
            found = [self.bare[first], *rest, self.close]
            row += question + found
            answered += [False] * len(question) + [True] * len(found)
        return row, answered
