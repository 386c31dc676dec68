/* Lets chosen calls to the disk fail, for one file and what lies beside it. Loaded before the C library.
 *
 * gladi_arm(path, nth, error, for_good): the nth call from now on that writes to a path which begins so fails with this
 * error, and (for_good) so does every later one; a failed write has written half of what it was to write.
 * gladi_calls() gives how many calls there were since. gladi_mend() lets everything work again.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static char watched[4096];
static int nth, error_number, for_good, calls;

void gladi_arm(const char *path, int n, int error, int good) {
    snprintf(watched, sizeof watched, "%s", path);
    nth = n;
    error_number = error;
    for_good = good;
    calls = 0;
}

int gladi_calls(void) { return calls; }
void gladi_mend(void) { nth = 0; }

static int fails_path(const char *path) {
    if (!watched[0] || strncmp(path, watched, strlen(watched)) != 0) return 0;
    calls++;
    if (nth <= 0 || calls < nth || (calls > nth && !for_good)) return 0;
    errno = error_number;
    return 1;
}

static int fails_handle(int handle) {
    char link[64], path[4096];
    if (!watched[0]) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return fails_path(path);
}

#define REAL(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

ssize_t write(int handle, const void *data, size_t size) {
    if (fails_handle(handle)) {
        int error = errno;
        REAL(ssize_t, "write", int, const void *, size_t)(handle, data, size / 2);
        errno = error;
        return -1;
    }
    return REAL(ssize_t, "write", int, const void *, size_t)(handle, data, size);
}
static ssize_t half(int handle, const void *data, size_t size, off64_t at) {
    int error = errno;
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t)(handle, data, size / 2, at);
    errno = error;
    return -1;
}
ssize_t pwrite(int handle, const void *data, size_t size, off_t at) {
    if (fails_handle(handle)) return half(handle, data, size, at);
    return REAL(ssize_t, "pwrite", int, const void *, size_t, off_t)(handle, data, size, at);
}
ssize_t pwrite64(int handle, const void *data, size_t size, off64_t at) {
    if (fails_handle(handle)) return half(handle, data, size, at);
    return REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t)(handle, data, size, at);
}
/* Waiting for the disk itself proves nothing here, and takes most of the time. */
int fsync(int handle) { return fails_handle(handle) ? -1 : 0; }
int fdatasync(int handle) { return fails_handle(handle) ? -1 : 0; }
int ftruncate(int handle, off_t size) {
    return fails_handle(handle) ? -1 : REAL(int, "ftruncate", int, off_t)(handle, size);
}
int ftruncate64(int handle, off64_t size) {
    return fails_handle(handle) ? -1 : REAL(int, "ftruncate64", int, off64_t)(handle, size);
}
int unlink(const char *path) { return fails_path(path) ? -1 : REAL(int, "unlink", const char *)(path); }

static int fails_open(const char *path, int flags) { return (flags & O_CREAT) && fails_path(path); }
int open(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    int mode = va_arg(more, int);
    va_end(more);
    if (fails_open(path, flags)) return -1;
    return REAL(int, "open", const char *, int, ...)(path, flags, mode);
}
int open64(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    int mode = va_arg(more, int);
    va_end(more);
    if (fails_open(path, flags)) return -1;
    return REAL(int, "open64", const char *, int, ...)(path, flags, mode);
}
