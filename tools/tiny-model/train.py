"""Trains the small model for a set time: train.py <folder of tokens> <folder of checkpoints> <minutes>."""

import json
import math
import os
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

from batches import Batches
from drills import Copying
from model import Llama

DATA, OUT, MINUTES = sys.argv[1], sys.argv[2], float(sys.argv[3])
PEAK_RATE = 2.2e-3
PROMPT_SHARE = 0.06  # the share of prompt tokens that are learned too
PROMPT_WEIGHT = 0.1

torch.manual_seed(0)
torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
random = np.random.RandomState(0)


def choose(progress, copying):
    """Copying until it is learned; then text, short ones first, long ones towards the end."""
    if not copying.learned or random.rand() < 0.01:
        return "copying"
    short = max(0.15, 1 - progress / 0.8)
    long = 0.0 if progress < 0.5 else 0.12
    drawn = random.rand()
    return "short" if drawn < short else "long" if drawn < short + long else "usual"


def save(model):
    os.makedirs(OUT, exist_ok=True)
    names = {}
    with open(f"{OUT}/weights.part", "wb") as file:
        for name, value in model.state_dict().items():
            names[name] = list(value.shape)
            file.write(value.float().numpy().tobytes())
    os.replace(f"{OUT}/weights.part", f"{OUT}/weights.bin")
    with open(f"{OUT}/weights.json", "w") as file:
        json.dump({"shape": model.shape, "tensors": names}, file)


def relate(model):
    """Starts each piece with a space before it near the piece without: in a quote, a sentence begins with the other one."""
    with open(f"{DATA}/merges.json") as file:
        merges = [bytes.fromhex(left) + bytes.fromhex(right) for left, right in json.load(file)]
    number = {bytes([byte]): byte for byte in range(256)} | {text: 256 + rank for rank, text in enumerate(merges)}
    bare = {at: number[text[1:]] for text, at in number.items() if len(text) > 1 and text[:1] == b" " and text[1:] in number}
    with torch.no_grad():
        embedding = model.token_embd.weight
        space = torch.randn(embedding.shape[1])
        space *= 0.6 / space.norm()
        for spaced, plain in bare.items():
            embedding[spaced] = embedding[plain] + space


def learn(model, batch):
    """Adds one batch's slopes. Returns how many answer tokens were right, how many there were, and their summed loss."""
    prefix, rows, answer, real = batch
    targets, is_answer = rows[:, 1:], answer[:, 1:]
    wanted = is_answer | ((torch.rand(targets.shape) < PROMPT_SHARE) & real[:, 1:])
    logits = model(prefix, rows[:, :-1], wanted)
    target, counts = targets[wanted], is_answer[wanted]
    each = F.cross_entropy(logits, target, reduction="none")
    # What to quote is decided in a few tokens; the many that only go on copying must not drown them.
    weight = torch.where(counts, each.detach().clamp(0.3, 2.0), PROMPT_WEIGHT)
    ((each * weight).sum() / weight.sum()).backward()
    with torch.no_grad():
        right = ((logits.argmax(-1) == target) & counts).sum().item()
        return right, counts.sum().item(), (each * counts).sum().item()


def main():
    copying = Copying(random)
    sources = {"copying": copying, **{length: Batches(DATA, length, random) for length in ("short", "usual", "long")}}
    model = Llama(vocabulary=2048, width=128, layers=6, heads=4, feed_forward=320, context=2048)
    print(f"{sum(p.numel() for p in model.parameters())} parameters", flush=True)
    relate(model)
    matrices = [p for p in model.parameters() if p.dim() > 1]
    norms = [p for p in model.parameters() if p.dim() == 1]
    optimizer = torch.optim.AdamW([{"params": matrices, "weight_decay": 0.05}, {"params": norms, "weight_decay": 0}], PEAK_RATE, betas=(0.9, 0.98))
    start, step, saved, sums = time.time(), 0, time.time(), {}
    while (progress := (time.time() - start) / (MINUTES * 60)) < 1:
        rate = PEAK_RATE * min(1, (step + 1) / 100) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * progress)))
        for group in optimizer.param_groups:
            group["lr"] = rate
        optimizer.zero_grad(set_to_none=True)
        source = choose(progress, copying)
        right, count, loss = learn(model, sources[source].next())
        if source == "copying":
            copying.hear(right / count)
        sums[source] = [old + new for old, new in zip(sums.get(source, (0, 0, 0.0)), (right, count, loss))]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        step += 1
        if step % 100 == 0:
            shown = "  ".join(f"{name}: right {right / count:.4f} loss {loss / count:.4f}" for name, (right, count, loss) in sorted(sums.items()))
            print(f"{time.time() - start:5.0f}s step {step}  {shown}", flush=True)
            sums = {}
        if time.time() - saved > 120:
            save(model)
            saved = time.time()
    save(model)


main()
