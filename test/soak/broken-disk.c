/*
 * Loaded before the C library (LD_PRELOAD): from the BROKEN_AFTER-th call of one kind (BROKEN_KIND: read, write or sync) on
 * files of a database on, each such call fails with EIO, as on a disk that breaks.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_long calls;

static int is_broken(const char *kind, int fd) {
  const char *wanted = getenv("BROKEN_KIND"), *after = getenv("BROKEN_AFTER");
  char link[64], path[4096];
  if (!wanted || !after || strcmp(wanted, kind) != 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  if (!strstr(path, "/skep.db")) return 0;
  if (atomic_fetch_add(&calls, 1) + 1 < atol(after)) return 0;
  errno = EIO;
  return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t read(int fd, void *to, size_t count) { return is_broken("read", fd) ? -1 : REAL(read)(fd, to, count); }
ssize_t pread(int fd, void *to, size_t count, off_t at) { return is_broken("read", fd) ? -1 : REAL(pread)(fd, to, count, at); }
ssize_t pread64(int fd, void *to, size_t count, off64_t at) { return is_broken("read", fd) ? -1 : REAL(pread64)(fd, to, count, at); }
ssize_t write(int fd, const void *from, size_t count) { return is_broken("write", fd) ? -1 : REAL(write)(fd, from, count); }
ssize_t pwrite(int fd, const void *from, size_t count, off_t at) { return is_broken("write", fd) ? -1 : REAL(pwrite)(fd, from, count, at); }
ssize_t pwrite64(int fd, const void *from, size_t count, off64_t at) { return is_broken("write", fd) ? -1 : REAL(pwrite64)(fd, from, count, at); }
int fsync(int fd) { return is_broken("sync", fd) ? -1 : REAL(fsync)(fd); }
int fdatasync(int fd) { return is_broken("sync", fd) ? -1 : REAL(fdatasync)(fd); }
