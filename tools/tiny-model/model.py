"""A llama in torch, with the shared beginning of a batch computed once and logits only where they are wanted."""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F

from kernels import attention, gated, norm, rotated_heads


class Norm(nn.Module):
    """Root-mean-square norm, epsilon 1e-5."""

    def __init__(self, width):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x):
        return norm(x, self.weight)


def rotations(head_width, length, base):
    """Cosines and sines of the rotary positions; neighbours are pairs (not halves), as llama.cpp's llama architecture has it."""
    speeds = 1.0 / base ** (torch.arange(0, head_width, 2).float() / head_width)
    angles = torch.outer(torch.arange(length).float(), speeds)
    return angles.cos(), angles.sin()


class Layer(nn.Module):
    def __init__(self, width, heads, feed_forward):
        super().__init__()
        self.heads = heads
        self.attn_norm, self.ffn_norm = Norm(width), Norm(width)
        self.attn_q, self.attn_k, self.attn_v, self.attn_output = (nn.Linear(width, width, bias=False) for _ in range(4))
        self.ffn_gate, self.ffn_up = (nn.Linear(width, feed_forward, bias=False) for _ in range(2))
        self.ffn_down = nn.Linear(feed_forward, width, bias=False)

    def split(self, x):
        return x.view(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

    def keys_values(self, x, cos, sin):
        """Keys and values of the rows of x, which stand at the positions of cos and sin."""
        normed = self.attn_norm(x)
        return normed, rotated_heads(self.attn_k(normed), cos, sin, self.heads), self.split(self.attn_v(normed))

    def attend(self, normed, keys, values, cos, sin):
        queries = rotated_heads(self.attn_q(normed), cos, sin, self.heads)
        return self.attn_output(attention(queries, keys, values).transpose(1, 2).flatten(2))

    def feed(self, x):
        normed = self.ffn_norm(x)
        return self.ffn_down(gated(self.ffn_gate(normed), self.ffn_up(normed)))


class Llama(nn.Module):
    def __init__(self, vocabulary, width, layers, heads, feed_forward, context, base=10000.0):
        super().__init__()
        self.shape = dict(vocabulary=vocabulary, width=width, layers=layers, heads=heads, feedForward=feed_forward, contextLength=context, ropeBase=base)
        self.token_embd = nn.Embedding(vocabulary, width)
        self.blk = nn.ModuleList(Layer(width, heads, feed_forward) for _ in range(layers))
        self.output_norm = Norm(width)
        cos, sin = rotations(width // heads, context, base)
        self.register_buffer("cos", cos, False)
        self.register_buffer("sin", sin, False)
        for name, parameter in self.named_parameters():
            if parameter.dim() < 2:
                continue
            deviation = 0.1 if "embd" in name else 1 / math.sqrt(parameter.shape[1])
            if "attn_output" in name or "ffn_down" in name:
                deviation *= 0.1
            nn.init.normal_(parameter, 0, deviation)

    def forward(self, prefix, rows, wanted):
        """Logits at the places of `rows` that `wanted` is true for, after the shared tokens of `prefix`."""
        shared = len(prefix)
        count, length = rows.shape
        own = slice(shared, shared + length)
        h, x = self.token_embd(prefix)[None], self.token_embd(rows)
        last = len(self.blk) - 1
        for number, layer in enumerate(self.blk):
            normed_h, keys_h, values_h = layer.keys_values(h, self.cos[:shared], self.sin[:shared])
            normed, keys, values = layer.keys_values(x, self.cos[own], self.sin[own])
            keys = torch.cat((keys_h.expand(count, -1, -1, -1), keys), 2)
            values = torch.cat((values_h.expand(count, -1, -1, -1), values), 2)
            if number < last:
                h = h + layer.attend(normed_h, keys_h, values_h, self.cos[:shared], self.sin[:shared])
                h = h + layer.feed(h)
                x = x + layer.attend(normed, keys, values, self.cos[own], self.sin[own])
                x = x + layer.feed(x)
        x = (x + layer.attend(normed, keys, values, self.cos[own], self.sin[own]))[wanted]
        x = x + layer.feed(x)
        return F.linear(self.output_norm(x), self.token_embd.weight)
