"""Batches of the generated text, as generate.ts writes them."""

import numpy as np
import torch


class Batches:
    """The batches of one length, in random order, again and again."""

    def __init__(self, folder, length, random):
        self.random = random
        self.tokens = np.memmap(f"{folder}/{length}.tokens", dtype=np.uint16, mode="r")
        index = np.fromfile(f"{folder}/{length}.index", dtype=np.int32)
        self.batches = []
        at = 0
        while at < len(index):
            offset, prefix, count = index[at : at + 3]
            self.batches.append((offset, prefix, index[at + 3 : at + 3 + 2 * count].reshape(-1, 2)))
            at += 3 + 2 * count
        self.order = []

    def next(self):
        """The shared beginning, the rows after it, which of their places are the answer, and which are not padding."""
        if not self.order:
            self.order = list(self.random.permutation(len(self.batches)))
        offset, prefix, sizes = self.batches[self.order.pop()]
        head = torch.from_numpy(self.tokens[offset : offset + prefix].astype(np.int64))
        rows = torch.zeros(len(sizes), sizes.sum(1).max(), dtype=torch.int64)
        answer = torch.zeros(rows.shape, dtype=torch.bool)
        real = torch.zeros(rows.shape, dtype=torch.bool)
        at = offset + prefix
        for row, (asked, answered) in enumerate(sizes):
            rows[row, : asked + answered] = torch.from_numpy(self.tokens[at : at + asked + answered].astype(np.int64))
            answer[row, asked : asked + answered] = True
            real[row, : asked + answered] = True
            at += asked + answered
        return head, rows, answer, real
