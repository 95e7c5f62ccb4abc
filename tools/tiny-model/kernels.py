"""The functions of kernels.c as differentiable functions of torch: on a CPU they take half the time of torch's own."""

import ctypes
import os

import torch

library = ctypes.CDLL(os.environ.get("SKEP_KERNELS", os.path.join(os.path.dirname(os.path.abspath(__file__)), "libkernels.so")))


def call(function, tensors, *sizes):
    function(*(ctypes.c_void_p(tensor.data_ptr()) for tensor in tensors), *(ctypes.c_long(size) for size in sizes))


class Attention(torch.autograd.Function):
    """Queries [batch, heads, t, w] look at keys and values [batch, heads, s, w], of whose places the last t are their own."""

    @staticmethod
    def forward(ctx, queries, keys, values):
        queries, keys, values = queries.contiguous(), keys.contiguous(), values.contiguous()
        out = torch.empty_like(queries)
        norms = queries.new_empty(queries.shape[:-1])
        call(library.attention_forward, (queries, keys, values, out, norms), *attention_sizes(queries, keys))
        ctx.save_for_backward(queries, keys, values, out, norms)
        return out

    @staticmethod
    def backward(ctx, slope):
        queries, keys, values, out, norms = ctx.saved_tensors
        slopes = tuple(torch.empty_like(tensor) for tensor in (queries, keys, values))
        call(library.attention_backward, (queries, keys, values, out, norms, slope.contiguous(), *slopes), *attention_sizes(queries, keys))
        return slopes


def attention_sizes(queries, keys):
    return queries.shape[0] * queries.shape[1], queries.shape[2], keys.shape[2], queries.shape[3]


class Norm(torch.autograd.Function):
    """Root-mean-square norm of the last dimension, epsilon 1e-5."""

    @staticmethod
    def forward(ctx, x, gain):
        x = x.contiguous()
        out, inverse = torch.empty_like(x), x.new_empty(x.shape[:-1])
        call(library.norm_forward, (x, gain, out, inverse), inverse.numel(), x.shape[-1])
        ctx.save_for_backward(x, gain, inverse)
        return out

    @staticmethod
    def backward(ctx, slope):
        x, gain, inverse = ctx.saved_tensors
        slopes = torch.empty_like(x), torch.empty_like(gain)
        call(library.norm_backward, (x, gain, inverse, slope.contiguous(), *slopes), inverse.numel(), x.shape[-1])
        return slopes


class Gated(torch.autograd.Function):
    """silu(gate) * up."""

    @staticmethod
    def forward(ctx, gate, up):
        gate, up = gate.contiguous(), up.contiguous()
        out = torch.empty_like(gate)
        call(library.gated_forward, (gate, up, out), gate.numel())
        ctx.save_for_backward(gate, up)
        return out

    @staticmethod
    def backward(ctx, slope):
        gate, up = ctx.saved_tensors
        slopes = torch.empty_like(gate), torch.empty_like(up)
        call(library.gated_backward, (gate, up, slope.contiguous(), *slopes), gate.numel())
        return slopes


class Heads(torch.autograd.Function):
    """[batch, t, heads * w] as rotated heads [batch, heads, t, w]; cos and sin are [t, w / 2]."""

    @staticmethod
    def forward(ctx, x, cos, sin, heads):
        x, (batch, length, width) = x.contiguous(), x.shape
        out = x.new_empty(batch, heads, length, width // heads)
        ctx.sizes = batch, length, heads, width // heads
        call(library.heads_forward, (x, cos, sin, out), *ctx.sizes)
        ctx.save_for_backward(cos, sin)
        return out

    @staticmethod
    def backward(ctx, slope):
        cos, sin = ctx.saved_tensors
        batch, length, heads, width = ctx.sizes
        back = slope.new_empty(batch, length, heads * width)
        call(library.heads_backward, (slope.contiguous(), cos, sin, back), *ctx.sizes)
        return back, None, None, None


attention, norm, gated, rotated_heads = Attention.apply, Norm.apply, Gated.apply, Heads.apply
