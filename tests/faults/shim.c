/* Counts the calls that touch files below one folder, and lets one of them go wrong. Loaded by LD_PRELOAD. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { COUNT, IO_ERROR, NO_SPACE, KILL_BEFORE, KILL_AFTER, SHORT_WRITE, LYING_WRITE };

static int kind = COUNT;
static long fault_at = 0;
static char prefix[4096] = "";
static char kinds[65536];
static volatile long seen = 0;

void faults_arm(int how, long at, const char *below) {
    kind = how;
    fault_at = at;
    seen = 0;
    strncpy(prefix, below, sizeof prefix - 1);
}

/* One letter a call: w writes, t cuts, s sees to the disk, n names, r reads, c closes. */
const char *faults_seen(void) {
    kinds[seen < (long)sizeof kinds ? seen : (long)sizeof kinds - 1] = 0;
    return kinds;
}

static int below(const char *path) {
    return prefix[0] && path && strncmp(path, prefix, strlen(prefix)) == 0;
}

static int fd_below(int fd) {
    char link[64], path[4096];
    if (!prefix[0]) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size < 0) return 0;
    path[size] = 0;
    return below(path);
}

/* Whether this call is the one; a kill before it never returns. */
static int due(int ours, char letter) {
    if (!ours) return 0;
    if (seen < (long)sizeof kinds - 1) kinds[seen] = letter;
    int now = ++seen == fault_at && kind != COUNT;
    if (now && kind == KILL_BEFORE) raise(SIGKILL);
    return now;
}

static int fails(int now) {
    if (!now || (kind != IO_ERROR && kind != NO_SPACE)) return 0;
    errno = kind == IO_ERROR ? EIO : ENOSPC;
    return 1;
}

static void after(int now) {
    if (now && kind == KILL_AFTER) raise(SIGKILL);
}

#define REAL(type, name, args) static type(*real) args; if (!real) real = (type(*) args)dlsym(RTLD_NEXT, name)

#define WRITER(name, symbol, params, call, half)                                                     \
    ssize_t name params {                                                                            \
        REAL(ssize_t, symbol, params);                                                               \
        int now = due(fd_below(fd), 'w');                                                            \
        if (fails(now)) return -1;                                                                   \
        if (now && kind == SHORT_WRITE && size > 1) return half;                                     \
        if (now && kind == LYING_WRITE && size > 1) { half; return (ssize_t)size; }                  \
        ssize_t done = call;                                                                         \
        after(now);                                                                                  \
        return done;                                                                                 \
    }
WRITER(write, "write", (int fd, const void *from, size_t size), real(fd, from, size), real(fd, from, size / 2))
WRITER(pwrite, "pwrite", (int fd, const void *from, size_t size, off_t at), real(fd, from, size, at),
       real(fd, from, size / 2, at))
WRITER(pwrite64, "pwrite64", (int fd, const void *from, size_t size, off64_t at), real(fd, from, size, at),
       real(fd, from, size / 2, at))

#define CALL(type, name, symbol, letter, params, call, ours)                                         \
    type name params {                                                                               \
        REAL(type, symbol, params);                                                                  \
        int now = due(ours, letter);                                                                 \
        if (fails(now)) return -1;                                                                   \
        type done = call;                                                                            \
        after(now);                                                                                  \
        return done;                                                                                 \
    }
CALL(ssize_t, read, "read", 'r', (int fd, void *to, size_t size), real(fd, to, size), fd_below(fd))
CALL(ssize_t, pread, "pread", 'r', (int fd, void *to, size_t size, off_t at), real(fd, to, size, at), fd_below(fd))
CALL(ssize_t, pread64, "pread64", 'r', (int fd, void *to, size_t size, off64_t at), real(fd, to, size, at),
     fd_below(fd))
CALL(int, fsync, "fsync", 's', (int fd), real(fd), fd_below(fd))
CALL(int, fdatasync, "fdatasync", 's', (int fd), real(fd), fd_below(fd))
CALL(int, ftruncate, "ftruncate", 't', (int fd, off_t size), real(fd, size), fd_below(fd))
CALL(int, ftruncate64, "ftruncate64", 't', (int fd, off64_t size), real(fd, size), fd_below(fd))
CALL(int, rename, "rename", 'n', (const char *from, const char *to), real(from, to), below(to))
CALL(int, unlink, "unlink", 'n', (const char *path), real(path), below(path))
CALL(int, mkdir, "mkdir", 'n', (const char *path, mode_t mode), real(path, mode), below(path))
CALL(int, chmod, "chmod", 'n', (const char *path, mode_t mode), real(path, mode), below(path))

int close(int fd) {
    REAL(int, "close", (int));
    int now = due(fd_below(fd), 'c');
    int done = real(fd); /* a file is closed even where closing it reports an error */
    after(now);
    return fails(now) ? -1 : done;
}

#define OPENER(name)                                                                                 \
    int name(const char *path, int flags, ...) {                                                     \
        REAL(int, #name, (const char *, int, ...));                                                  \
        va_list list;                                                                                \
        va_start(list, flags);                                                                       \
        mode_t mode = (flags & O_CREAT) ? va_arg(list, mode_t) : 0;                                  \
        va_end(list);                                                                                \
        int now = due(below(path), (flags & O_CREAT) ? 'n' : 'r');                                   \
        if (fails(now)) return -1;                                                                   \
        int done = real(path, flags, mode);                                                          \
        after(now);                                                                                  \
        return done;                                                                                 \
    }
OPENER(open)
OPENER(open64)

#define OPENER_AT(name)                                                                              \
    int name(int at, const char *path, int flags, ...) {                                             \
        REAL(int, #name, (int, const char *, int, ...));                                             \
        va_list list;                                                                                \
        va_start(list, flags);                                                                       \
        mode_t mode = (flags & O_CREAT) ? va_arg(list, mode_t) : 0;                                  \
        va_end(list);                                                                                \
        int now = due(below(path), (flags & O_CREAT) ? 'n' : 'r');                                   \
        if (fails(now)) return -1;                                                                   \
        int done = real(at, path, flags, mode);                                                      \
        after(now);                                                                                  \
        return done;                                                                                 \
    }
OPENER_AT(openat)
OPENER_AT(openat64)
