/* A disk that keeps a diary and fails when it is told to: loaded before the C library (LD_PRELOAD), for files in one folder.
 *
 * DISK_FOLDER   the folder; nothing else is touched
 * DISK_LOG      where each write, truncation, creation, removal, renaming and sync is appended, `disk_log.py` reads it
 * DISK_CONTROL  one line, read anew before each act, so that a disk can fail and recover while a program runs:
 *                   SERIAL ACT PART NTH FAULT HOW
 *               SERIAL  a number; a new one begins to count anew
 *               ACT     write (and truncate), sync, open (for writing, and remove), any, or - for a sound disk
 *               PART    what the file's path must end in; * for all
 *               NTH     the first act that fails, from 1
 *               FAULT   an errno as a number; 0 ends the process as `kill -9` does, before the act
 *               HOW     once, or on: from then on
 * DISK_COUNT    one byte is appended for each fault that was given
 *
 * A write that finds the disk full writes its first half, as a real one does, and fails with the rest.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { NONE, WRITE, SYNC, OPEN, ANY };
enum { LONGEST = 4096 };

struct record {
    char kind;
    char pad[3];
    int32_t pid;
    int32_t result; /* of a sync: 0 or an errno */
    uint32_t path_length;
    uint32_t data_length;
    uint32_t pad2;
    int64_t offset; /* of a truncation: the new size */
};

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static const char *folder, *log_path, *control_path, *count_path;
static size_t folder_length;

static long serial = -1, seen, nth, fault;
static int act, goes_on, given, half_done;
static char part[64];

/* The C library's own calls, past whoever else stands before it. */
static int raw_open(const char *path, int flags, mode_t mode) { return syscall(SYS_openat, AT_FDCWD, path, flags, mode); }
static void raw_close(int fd) { syscall(SYS_close, fd); }

/* A copy of a process that had no folder has one when it is told of it. */
static void begin(void) {
    if (folder) return;
    folder = getenv("DISK_FOLDER");
    log_path = getenv("DISK_LOG");
    control_path = getenv("DISK_CONTROL");
    count_path = getenv("DISK_COUNT");
    folder_length = folder ? strlen(folder) : 0;
}

static int ours(const char *path) {
    begin();
    return folder && strncmp(path, folder, folder_length) == 0 && (path[folder_length] == '/' || path[folder_length] == 0);
}

static int path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, LONGEST - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    char *gone = strstr(path, " (deleted)");
    if (gone) *gone = 0;
    return ours(path);
}

static int ends_in(const char *path, const char *end) {
    size_t one = strlen(path), two = strlen(end);
    return one >= two && strcmp(path + one - two, end) == 0;
}

static void read_control(void) {
    char text[256] = {0}, word[16] = {0}, how[16] = {0}, which[64] = {0};
    long new_serial, new_nth, new_fault;
    int fd = control_path ? raw_open(control_path, O_RDONLY | O_CLOEXEC, 0) : -1;
    if (fd < 0) return;
    ssize_t length = syscall(SYS_read, fd, text, sizeof text - 1);
    raw_close(fd);
    if (length <= 0 || sscanf(text, "%ld %15s %63s %ld %ld %15s", &new_serial, word, which, &new_nth, &new_fault, how) != 6) return;
    if (new_serial == serial) return;
    serial = new_serial, nth = new_nth, fault = new_fault, seen = given = half_done = 0;
    strcpy(part, which);
    goes_on = strcmp(how, "on") == 0;
    act = !strcmp(word, "write") ? WRITE : !strcmp(word, "sync") ? SYNC : !strcmp(word, "open") ? OPEN : !strcmp(word, "any") ? ANY : NONE;
}

static void count_fault(void) {
    int fd = count_path ? raw_open(count_path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644) : -1;
    if (fd < 0) return;
    syscall(SYS_write, fd, "!", 1);
    raw_close(fd);
}

/* What this act meets: 0, or an errno. Held: the turn. `half` is set where the first half is written first. */
static int meets(int kind, const char *path, int *half) {
    read_control();
    if (half) *half = 0;
    if (act == NONE || (act != ANY && act != kind)) return 0;
    if (strcmp(part, "*") != 0 && !ends_in(path, part)) return 0;
    if (half_done) {
        half_done = 0; /* the rest of the write that was cut in two */
    } else {
        seen++;
        if (seen < nth || (given && !goes_on)) return 0;
        if (half && fault == ENOSPC && kind == WRITE && !given) {
            *half = half_done = 1;
            return 0;
        }
    }
    given = 1;
    if (fault == 0) kill(getpid(), SIGKILL);
    count_fault();
    return fault;
}

static void note(char kind, const char *path, const void *data, size_t length, int64_t offset, int result) {
    static char *line;
    static size_t room;
    if (!log_path || ends_in(path, "-shm")) return; /* shared memory is no part of the disk */
    struct record head = {kind, {0}, getpid(), result, strlen(path), length, 0, offset};
    size_t whole = sizeof head + head.path_length + length;
    if (whole > room) line = realloc(line, room = whole * 2);
    memcpy(line, &head, sizeof head);
    memcpy(line + sizeof head, path, head.path_length);
    if (length) memcpy(line + sizeof head + head.path_length, data, length);
    int fd = raw_open(log_path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
    if (fd < 0) return;
    syscall(SYS_write, fd, line, whole);
    raw_close(fd);
}

static ssize_t written(int fd, const void *data, size_t length, off_t offset, int placed) {
    char path[LONGEST];
    int half;
    if (!path_of(fd, path)) return placed ? syscall(SYS_pwrite64, fd, data, length, offset) : syscall(SYS_write, fd, data, length);
    pthread_mutex_lock(&turn);
    int failure = meets(WRITE, path, &half);
    ssize_t result = -1;
    if (failure == 0) {
        size_t now = half && length > 1 ? length / 2 : length;
        if (!placed) {
            struct stat facts;
            offset = (fcntl(fd, F_GETFL) & O_APPEND) && fstat(fd, &facts) == 0 ? facts.st_size : lseek(fd, 0, SEEK_CUR);
        }
        note('W', path, data, now, offset, 0);
        result = placed ? syscall(SYS_pwrite64, fd, data, now, offset) : syscall(SYS_write, fd, data, now);
        failure = errno;
    }
    pthread_mutex_unlock(&turn);
    if (result < 0) errno = failure;
    return result;
}

static int synced(int fd, long number) {
    char path[LONGEST];
    if (!path_of(fd, path)) return syscall(number, fd);
    pthread_mutex_lock(&turn);
    int failure = meets(SYNC, path, NULL);
    note('S', path, NULL, 0, 0, 0);
    int result = failure ? -1 : syscall(number, fd);
    note('E', path, NULL, 0, 0, failure);
    pthread_mutex_unlock(&turn);
    if (failure) errno = failure;
    return result;
}

static int truncated(int fd, off_t size) {
    char path[LONGEST];
    if (!path_of(fd, path)) return syscall(SYS_ftruncate, fd, size);
    pthread_mutex_lock(&turn);
    int failure = meets(WRITE, path, NULL), result = -1;
    if (!failure) {
        note('T', path, NULL, 0, size, 0);
        result = syscall(SYS_ftruncate, fd, size);
    }
    pthread_mutex_unlock(&turn);
    if (failure) errno = failure;
    return result;
}

static int opened(const char *path, int flags, mode_t mode) {
    if (!ours(path) || (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)) == 0) return raw_open(path, flags, mode);
    pthread_mutex_lock(&turn);
    int failure = meets(OPEN, path, NULL), result = -1;
    if (!failure) {
        int there = syscall(SYS_access, path, F_OK) == 0;
        result = raw_open(path, flags, mode);
        failure = errno;
        if (result >= 0 && !there) note('C', path, NULL, 0, 0, 0);
        if (result >= 0 && there && (flags & O_TRUNC)) note('T', path, NULL, 0, 0, 0);
    }
    pthread_mutex_unlock(&turn);
    if (result < 0) errno = failure;
    return result;
}

static int removed(const char *path) {
    if (!ours(path)) return syscall(SYS_unlink, path);
    pthread_mutex_lock(&turn);
    int failure = meets(OPEN, path, NULL), result = -1;
    if (!failure) {
        result = syscall(SYS_unlink, path);
        failure = errno;
        if (result == 0) note('U', path, NULL, 0, 0, 0);
    }
    pthread_mutex_unlock(&turn);
    if (result < 0) errno = failure;
    return result;
}

#define OPENED(path)                      \
    mode_t mode = 0;                      \
    if (flags & (O_CREAT | O_TMPFILE)) {  \
        va_list rest;                     \
        va_start(rest, flags);            \
        mode = va_arg(rest, mode_t);      \
        va_end(rest);                     \
    }                                     \
    return opened(path, flags | O_LARGEFILE, mode)

int open(const char *path, int flags, ...) { OPENED(path); }
int open64(const char *path, int flags, ...) { OPENED(path); }

static int opened_at(int place, const char *path, int flags, mode_t mode) {
    if (place != AT_FDCWD && path[0] != '/') return syscall(SYS_openat, place, path, flags, mode);
    return opened(path, flags, mode);
}
#define OPENED_AT                         \
    mode_t mode = 0;                      \
    if (flags & (O_CREAT | O_TMPFILE)) {  \
        va_list rest;                     \
        va_start(rest, flags);            \
        mode = va_arg(rest, mode_t);      \
        va_end(rest);                     \
    }                                     \
    return opened_at(place, path, flags | O_LARGEFILE, mode)

int openat(int place, const char *path, int flags, ...) { OPENED_AT; }
int openat64(int place, const char *path, int flags, ...) { OPENED_AT; }

ssize_t write(int fd, const void *data, size_t length) { return written(fd, data, length, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return written(fd, data, length, offset, 1); }
ssize_t pwrite64(int fd, const void *data, size_t length, off_t offset) { return written(fd, data, length, offset, 1); }
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }
int ftruncate(int fd, off_t size) { return truncated(fd, size); }
int ftruncate64(int fd, off_t size) { return truncated(fd, size); }
int unlink(const char *path) { return removed(path); }

int unlinkat(int place, const char *path, int flags) {
    if ((place != AT_FDCWD && path[0] != '/') || flags) return syscall(SYS_unlinkat, place, path, flags);
    return removed(path);
}

int rename(const char *from, const char *to) {
    if (!ours(from) && !ours(to)) return syscall(SYS_rename, from, to);
    pthread_mutex_lock(&turn);
    int failure = meets(OPEN, from, NULL), result = -1;
    if (!failure) {
        result = syscall(SYS_rename, from, to);
        failure = errno;
        if (result == 0) note('R', from, to, strlen(to), 0, 0);
    }
    pthread_mutex_unlock(&turn);
    if (result < 0) errno = failure;
    return result;
}
