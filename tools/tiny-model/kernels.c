// The costly parts of a llama for training on a CPU, forward and backward. Attention never holds a whole matrix of weights.
// All matrices are row-major. In attention: queries [n][t][w], keys and values [n][s][w], where the last t of the s places are the queries' own.
// gcc -O3 -march=native -ffast-math -shared -fPIC kernels.c -o libkernels.so -l:libopenblas.so.0 -lmvec -lm
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RowMajor = 101, Plain = 111, Transposed = 112, BLOCK = 64 };
void cblas_sgemm(int order, int left, int right, int m, int n, int k, float alpha, const float *a, int lda, const float *b, int ldb, float beta, float *c, int ldc);

static void product(int left, int right, long m, long n, long k, float alpha, const float *a, long lda, const float *b, long ldb, float beta, float *c, long ldc) {
  cblas_sgemm(RowMajor, left, right, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
}

// Turns scores into weights: e^(score - bound) for the first `seen`, 0 for the rest. Returns their sum.
static float exponents(float *row, long seen, long all, float bound) {
  float sum = 0;
  for (long j = 0; j < seen; j++) sum += row[j] = expf(row[j] - bound);
  for (long j = seen; j < all; j++) row[j] = 0;
  return sum;
}

void attention_forward(const float *q, const float *k, const float *v, float *out, float *norms, long n, long t, long s, long w) {
  float scale = 1 / sqrtf(w), *p = malloc(sizeof(float) * BLOCK * s);
  for (long h = 0; h < n; h++, q += t * w, k += s * w, v += s * w, out += t * w, norms += t) {
    for (long first = 0; first < t; first += BLOCK) {
      long rows = t - first < BLOCK ? t - first : BLOCK, all = s - t + first + rows;
      product(Plain, Transposed, rows, all, w, scale, q + first * w, w, k, w, 0, p, all);
      for (long r = 0; r < rows; r++) {
        long seen = s - t + first + r + 1;
        float *row = p + r * all, bound = row[0];
        for (long j = 1; j < seen; j++) bound = row[j] > bound ? row[j] : bound;
        float sum = exponents(row, seen, all, bound), share = 1 / sum;
        for (long j = 0; j < seen; j++) row[j] *= share;
        norms[first + r] = bound + logf(sum);
      }
      product(Plain, Plain, rows, w, all, 1, p, all, v, w, 0, out + first * w, w);
    }
  }
  free(p);
}

void attention_backward(const float *q, const float *k, const float *v, const float *out, const float *norms, const float *dout, float *dq, float *dk, float *dv, long n, long t, long s, long w) {
  float scale = 1 / sqrtf(w), *p = malloc(sizeof(float) * BLOCK * s), *dp = malloc(sizeof(float) * BLOCK * s);
  memset(dk, 0, sizeof(float) * n * s * w);
  memset(dv, 0, sizeof(float) * n * s * w);
  for (long h = 0; h < n; h++, q += t * w, dq += t * w, out += t * w, dout += t * w, norms += t, k += s * w, v += s * w, dk += s * w, dv += s * w) {
    for (long first = 0; first < t; first += BLOCK) {
      long rows = t - first < BLOCK ? t - first : BLOCK, all = s - t + first + rows;
      product(Plain, Transposed, rows, all, w, scale, q + first * w, w, k, w, 0, p, all);
      for (long r = 0; r < rows; r++) exponents(p + r * all, s - t + first + r + 1, all, norms[first + r]);
      product(Transposed, Plain, all, w, rows, 1, p, all, dout + first * w, w, 1, dv, w);
      product(Plain, Transposed, rows, all, w, 1, dout + first * w, w, v, w, 0, dp, all);
      for (long r = 0; r < rows; r++) {
        const float *o = out + (first + r) * w, *d = dout + (first + r) * w;
        float *weight = p + r * all, *slope = dp + r * all, mean = 0;
        for (long j = 0; j < w; j++) mean += o[j] * d[j];
        for (long j = 0; j < all; j++) slope[j] = weight[j] * (slope[j] - mean) * scale;
      }
      product(Plain, Plain, rows, w, all, 1, dp, all, k, w, 0, dq + first * w, w);
      product(Transposed, Plain, all, w, rows, 1, dp, all, q + first * w, w, 1, dk, w);
    }
  }
  free(p);
  free(dp);
}

// Root-mean-square norm of n rows of w numbers; `inverse` keeps each row's factor.
void norm_forward(const float *x, const float *gain, float *out, float *inverse, long n, long w) {
  for (long r = 0; r < n; r++, x += w, out += w) {
    float sum = 0;
    for (long i = 0; i < w; i++) sum += x[i] * x[i];
    float factor = inverse[r] = 1 / sqrtf(sum / w + 1e-5f);
    for (long i = 0; i < w; i++) out[i] = x[i] * factor * gain[i];
  }
}

void norm_backward(const float *x, const float *gain, const float *inverse, const float *dout, float *dx, float *dgain, long n, long w) {
  memset(dgain, 0, sizeof(float) * w);
  for (long r = 0; r < n; r++, x += w, dout += w, dx += w) {
    float factor = inverse[r], mean = 0;
    for (long i = 0; i < w; i++) {
      mean += dout[i] * gain[i] * x[i];
      dgain[i] += dout[i] * x[i] * factor;
    }
    mean *= factor * factor / w;
    for (long i = 0; i < w; i++) dx[i] = factor * (dout[i] * gain[i] - x[i] * mean);
  }
}

// silu(gate) * up, number by number.
void gated_forward(const float *gate, const float *up, float *out, long n) {
  for (long i = 0; i < n; i++) out[i] = gate[i] / (1 + expf(-gate[i])) * up[i];
}

void gated_backward(const float *gate, const float *up, const float *dout, float *dgate, float *dup, long n) {
  for (long i = 0; i < n; i++) {
    float s = 1 / (1 + expf(-gate[i]));
    dup[i] = dout[i] * gate[i] * s;
    dgate[i] = dout[i] * up[i] * s * (1 + gate[i] * (1 - s));
  }
}

// From [b][t][h][w] to [b][h][t][w], rotating neighbouring pairs by their position's angle; cos and sin are [t][w / 2].
void heads_forward(const float *x, const float *cos, const float *sin, float *out, long b, long t, long h, long w) {
  for (long i = 0; i < b; i++)
    for (long k = 0; k < h; k++)
      for (long j = 0; j < t; j++) {
        const float *from = x + ((i * t + j) * h + k) * w, *c = cos + j * w / 2, *s = sin + j * w / 2;
        float *to = out + ((i * h + k) * t + j) * w;
        for (long p = 0; p < w / 2; p++) {
          float even = from[2 * p], odd = from[2 * p + 1];
          to[2 * p] = even * c[p] - odd * s[p];
          to[2 * p + 1] = even * s[p] + odd * c[p];
        }
      }
}

void heads_backward(const float *dout, const float *cos, const float *sin, float *dx, long b, long t, long h, long w) {
  for (long i = 0; i < b; i++)
    for (long k = 0; k < h; k++)
      for (long j = 0; j < t; j++) {
        const float *from = dout + ((i * h + k) * t + j) * w, *c = cos + j * w / 2, *s = sin + j * w / 2;
        float *to = dx + ((i * t + j) * h + k) * w;
        for (long p = 0; p < w / 2; p++) {
          float even = from[2 * p], odd = from[2 * p + 1];
          to[2 * p] = even * c[p] + odd * s[p];
          to[2 * p + 1] = odd * c[p] - even * s[p];
        }
      }
}
