"""
An exercise on tokens without sense. Text teaches it too, but so seldom in each row that it takes ten times as long.
It gives what Batches gives.
"""

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
