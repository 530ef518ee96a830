/*
 * Ends a process as kill -9 does, at one of its calls of the file system. Preloaded, with
 *
 *     KILL_POINT="rename|1|before|/lake/trades/.*[.]parquet$"    KILL_POINT_LOG=FILE
 *
 * it waits for the first rename to such a path. Calls: create, write, rename, unlink. Phases: before, in (half of a
 * write), after. FILE gets the path; while it exists, nothing is done, so that a process that is started again lives.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <regex.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/uio.h>
#include <unistd.h>

/* Of a copy, whose length the kernel finds out. */
#define PART 4096

#define REAL(name) ((__typeof__(&name)) dlsym(RTLD_NEXT, #name))

static regex_t pattern;
static int armed;
static int calls_left;
static char call[16];
static char phase[16];

__attribute__((constructor)) static void arm(void) {
    const char *point = getenv("KILL_POINT");
    const char *log = getenv("KILL_POINT_LOG");
    int at = 0;
    if (point && log && access(log, F_OK) != 0
        && sscanf(point, "%15[^|]|%d|%15[^|]|%n", call, &calls_left, phase, &at) == 3 && at
        && regcomp(&pattern, point + at, REG_EXTENDED | REG_NOSUB) == 0) {
        armed = 1;
    }
}

static int is_due(const char *of, const char *path) {
    return armed && path && strcmp(call, of) == 0 && regexec(&pattern, path, 0, NULL, 0) == 0
        && __sync_sub_and_fetch(&calls_left, 1) == 0;
}

static void end(const char *path) {
    int fd = (int) REAL(open)(getenv("KILL_POINT_LOG"), O_WRONLY | O_CREAT, 0644);
    if (fd >= 0) {
        (void) !REAL(write)(fd, path, strlen(path));
    }
    kill(getpid(), SIGKILL);
    for (;;) {
        pause();
    }
}

static int is_phase(const char *name) {
    return strcmp(phase, name) == 0;
}

int rename(const char *from, const char *to) {
    int due = is_due("rename", to);
    if (due && is_phase("before")) {
        end(to);
    }
    int result = REAL(rename)(from, to);
    if (due) {
        end(to);
    }
    return result;
}

static int removed(int (*remover)(const char *), const char *path) {
    int due = is_due("unlink", path);
    if (due && is_phase("before")) {
        end(path);
    }
    int result = remover(path);
    if (due) {
        end(path);
    }
    return result;
}

int unlink(const char *path) {
    return removed(REAL(unlink), path);
}

int remove(const char *path) {
    return removed(REAL(remove), path);
}

static int opened(int (*opener)(const char *, int, ...), const char *path, int flags, mode_t mode) {
    int due = (flags & O_CREAT) && is_due("create", path);
    if (due && is_phase("before")) {
        end(path);
    }
    int result = opener(path, flags, mode);
    if (due) {
        end(path);
    }
    return result;
}

#define OPENS(name)                                          \
    int name(const char *path, int flags, ...) {             \
        va_list rest;                                        \
        va_start(rest, flags);                               \
        mode_t mode = (flags & O_CREAT) ? va_arg(rest, mode_t) : 0; \
        va_end(rest);                                        \
        return opened(REAL(name), path, flags, mode);        \
    }

OPENS(open)
OPENS(open64)

static int is_write_due(int fd, char *path) {
    char link[64];
    if (!armed || strcmp(call, "write") != 0) {
        return 0;
    }
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, PATH_MAX - 1);
    if (size <= 0) {
        return 0;
    }
    path[size] = 0;
    return is_due("write", path);
}

/* Half of it, then the end, if a write to this file is due. */
static void write_half(int fd, const void *bytes, size_t length, off_t at) {
    char path[PATH_MAX];
    if (is_write_due(fd, path)) {
        (void) !(at < 0 ? REAL(write)(fd, bytes, length / 2) : REAL(pwrite64)(fd, bytes, length / 2, at));
        end(path);
    }
}

ssize_t sendfile64(int out, int in, off64_t *at, size_t length) {
    char path[PATH_MAX];
    if (is_write_due(out, path)) {
        (void) !REAL(sendfile64)(out, in, at, PART);
        end(path);
    }
    return REAL(sendfile64)(out, in, at, length);
}

ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *at, size_t length, unsigned flags) {
    char path[PATH_MAX];
    if (is_write_due(out, path)) {
        (void) !REAL(copy_file_range)(in, from, out, at, PART, flags);
        end(path);
    }
    return REAL(copy_file_range)(in, from, out, at, length, flags);
}

ssize_t write(int fd, const void *bytes, size_t length) {
    write_half(fd, bytes, length, -1);
    return REAL(write)(fd, bytes, length);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    if (count > 0) {
        write_half(fd, parts[0].iov_base, parts[0].iov_len, -1);
    }
    return REAL(writev)(fd, parts, count);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
    write_half(fd, bytes, length, at);
    return REAL(pwrite64)(fd, bytes, length, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
    write_half(fd, bytes, length, at);
    return REAL(pwrite)(fd, bytes, length, at);
}
