// A library for LD_PRELOAD that lets one call of a program fail, or kills the program there: a full disk, a
// broken one, a power cut, at a point that can be chosen and repeated.
//
//   AGENTOPS_FAULT=kill:17    before its 17th call that changes the disk the process is killed (SIGKILL)
//   AGENTOPS_FAULT=tear:17    the same, but when that call writes, half of its bytes are written first
//   AGENTOPS_FAULT=28:17      the 17th such call fails with errno 28 (ENOSPC)
//   AGENTOPS_FAULT=28:17+     and so do all after it, but what removes or only syncs
//   AGENTOPS_FAULT=30:17++    and so do all after it
//   AGENTOPS_CHANGE=grow:a.md     just before the first read from a file a.md, a line is added to it; or it
//   is cut to half
//                             (shrink); or it is removed before it is opened (vanish). grow:a.md+ does so
//                             each time
//   AGENTOPS_FAULT_COUNT=F    when the program ends, the number of those calls is written to the file F
//
// Counted are calls that write, make, rename, remove, cut or sync, in whatever library they are made; not
// those to standard output and error. It is C because it stands in for functions whose C++ declarations
// differ from system to system.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum Kind { Nothing, Kill, Tear, Fail };

// What a call does: a full disk lets one remove and sync, a read-only one does not.
enum Effect { Adds, Removes };

static long (*raw)(long number, ...);  // the system's own syscall(2)
static atomic_long calls;
static enum Kind kind;
static long fault_at;
static int fault_errno;
static int sticky;

static const char* change;  // "grow", "shrink", "vanish"
static char changed_name[256];
static int changes_left;

static void read_change(void) {
  const char* order = getenv("AGENTOPS_CHANGE");
  const char* colon = order == NULL ? NULL : strchr(order, ':');
  if (colon == NULL) return;
  change = order;
  snprintf(changed_name, sizeof changed_name, "/%s", colon + 1);
  const size_t size = strlen(changed_name);
  const bool always = changed_name[size - 1] == '+';
  if (always) changed_name[size - 1] = '\0';
  changes_left = always ? 1000 : 1;
}

// Whether `path` ends with the name, and it is to be changed once more.
static bool is_to_change(const char* path, const char* how) {
  if (changes_left == 0 || change == NULL || strncmp(change, how, strlen(how)) != 0) return false;
  const size_t size = strlen(path);
  const size_t named = strlen(changed_name);
  if (size < named || strcmp(path + size - named, changed_name) != 0) return false;
  --changes_left;
  return true;
}

static void change_read_file(int file) {
  char link[64];
  char path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  const ssize_t size = readlink(link, path, sizeof path - 1);
  if (size < 0) return;
  path[size] = '\0';
  struct stat facts;
  if (is_to_change(path, "grow")) {
    const long end = raw(SYS_openat, AT_FDCWD, path, O_WRONLY | O_APPEND);
    raw(SYS_write, end, "One more line.\n", 15);
    raw(SYS_close, end);
  } else if (is_to_change(path, "shrink") && stat(path, &facts) == 0) {
    raw(SYS_truncate, path, facts.st_size / 2);
  }
}

__attribute__((constructor)) static void read_orders(void) {
  raw = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
  read_change();
  const char* order = getenv("AGENTOPS_FAULT");
  const char* colon = order == NULL ? NULL : strchr(order, ':');
  if (colon == NULL) return;
  kind = strncmp(order, "kill", 4) == 0 ? Kill : strncmp(order, "tear", 4) == 0 ? Tear : Fail;
  fault_errno = atoi(order);
  char* end = NULL;
  fault_at = strtol(colon + 1, &end, 10);
  sticky = (int)strlen(end);
}

__attribute__((destructor)) static void report(void) {
  const char* path = getenv("AGENTOPS_FAULT_COUNT");
  if (path == NULL) return;
  char text[32];
  const int size = snprintf(text, sizeof text, "%ld\n", atomic_load(&calls));
  const long file = raw(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  raw(SYS_write, file, text, size);
}

// Counts a call; true when it has to fail, with errno set. Does not come back from a kill.
static bool fails(enum Effect effect) {
  const long number = atomic_fetch_add(&calls, 1) + 1;
  if (number == fault_at && (kind == Kill || kind == Tear)) raw(SYS_kill, getpid(), SIGKILL);
  const bool later = number > fault_at && (sticky == 2 || (sticky == 1 && effect == Adds));
  if (kind != Fail || (number != fault_at && !later)) return false;
  errno = fault_errno;
  return true;
}

// The same for a call that writes `bytes`.
static bool fails_writing(int file, const void* bytes, size_t size) {
  if (file == STDOUT_FILENO || file == STDERR_FILENO) return false;
  if (kind == Tear && atomic_load(&calls) + 1 == fault_at) raw(SYS_write, file, bytes, size / 2);
  return fails(Adds);
}

static bool changes(unsigned long flags) { return (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)) != 0; }

static int open_counted(int folder, const char* path, int flags, unsigned mode) {
  return changes((unsigned long)flags) && fails(Adds) ? -1 : (int)raw(SYS_openat, folder, path, flags, mode);
}

static unsigned mode_of(int flags, va_list arguments) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, unsigned) : 0;
}

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const unsigned mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_counted(AT_FDCWD, path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const unsigned mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_counted(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const unsigned mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_counted(folder, path, flags, mode);
}

int openat64(int folder, const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const unsigned mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_counted(folder, path, flags, mode);
}

FILE* fopen64(const char* path, const char* mode) {
  if (strpbrk(mode, "wa+") != NULL && fails(Adds)) return NULL;
  FILE* (*real)(const char*, const char*) =
      (FILE * (*)(const char*, const char*)) dlsym(RTLD_NEXT, "fopen64");
  return real(path, mode);
}

FILE* fopen(const char* path, const char* mode) { return fopen64(path, mode); }

long syscall(long number, ...) {
  va_list arguments;
  va_start(arguments, number);
  long a[6];
  for (int i = 0; i < 6; ++i) a[i] = va_arg(arguments, long);
  va_end(arguments);
  if (number == SYS_openat2 &&
      ((const struct open_how*)a[2])->flags == (O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)) {
    char path[4096];
    snprintf(path, sizeof path, "/%s", (const char*)a[1]);
    if (is_to_change(path, "vanish")) raw(SYS_unlinkat, a[0], a[1], 0);
  }
  if (number == SYS_openat2 && changes(((const struct open_how*)a[2])->flags) && fails(Adds)) return -1;
  return raw(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

ssize_t read(int file, void* bytes, size_t size) {
  if (changes_left > 0 && raw(SYS_lseek, file, 0, SEEK_CUR) == 0) change_read_file(file);
  return raw(SYS_read, file, bytes, size);
}

ssize_t write(int file, const void* bytes, size_t size) {
  return fails_writing(file, bytes, size) ? -1 : raw(SYS_write, file, bytes, size);
}

ssize_t writev(int file, const struct iovec* parts, int count) {
  const bool failed = count > 0 && fails_writing(file, parts[0].iov_base, parts[0].iov_len);
  return failed ? -1 : raw(SYS_writev, file, parts, count);
}

ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
  if (kind == Tear && atomic_load(&calls) + 1 == fault_at) raw(SYS_pwrite64, file, bytes, size / 2, at);
  return fails(Adds) ? -1 : raw(SYS_pwrite64, file, bytes, size, at);
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off_t at) { return pwrite(file, bytes, size, at); }

int rename(const char* from, const char* to) { return fails(Adds) ? -1 : (int)raw(SYS_rename, from, to); }

int renameat(int from_folder, const char* from, int to_folder, const char* to) {
  return fails(Adds) ? -1 : (int)raw(SYS_renameat, from_folder, from, to_folder, to);
}

int renameat2(int from_folder, const char* from, int to_folder, const char* to, unsigned flags) {
  return fails(Adds) ? -1 : (int)raw(SYS_renameat2, from_folder, from, to_folder, to, flags);
}

int linkat(int from_folder, const char* from, int to_folder, const char* to, int flags) {
  return fails(Adds) ? -1 : (int)raw(SYS_linkat, from_folder, from, to_folder, to, flags);
}

int mkdir(const char* path, mode_t mode) { return fails(Adds) ? -1 : (int)raw(SYS_mkdir, path, mode); }

int mkdirat(int folder, const char* path, mode_t mode) {
  return fails(Adds) ? -1 : (int)raw(SYS_mkdirat, folder, path, mode);
}

char* mkdtemp(char* pattern) {
  if (fails(Adds)) return NULL;
  char* (*real)(char*) = (char* (*)(char*))dlsym(RTLD_NEXT, "mkdtemp");
  return real(pattern);
}

int ftruncate(int file, off_t size) { return fails(Adds) ? -1 : (int)raw(SYS_ftruncate, file, size); }

int ftruncate64(int file, off_t size) { return ftruncate(file, size); }

int unlink(const char* path) { return fails(Removes) ? -1 : (int)raw(SYS_unlink, path); }

int unlinkat(int folder, const char* path, int flags) {
  return fails(Removes) ? -1 : (int)raw(SYS_unlinkat, folder, path, flags);
}

int rmdir(const char* path) { return fails(Removes) ? -1 : (int)raw(SYS_rmdir, path); }

int remove(const char* path) {
  if (fails(Removes)) return -1;
  const int done = (int)raw(SYS_unlink, path);
  return done != 0 && errno == EISDIR ? (int)raw(SYS_rmdir, path) : done;
}

int fsync(int file) { return fails(Removes) ? -1 : (int)raw(SYS_fsync, file); }

int fdatasync(int file) { return fails(Removes) ? -1 : (int)raw(SYS_fdatasync, file); }

int syncfs(int file) { return fails(Removes) ? -1 : (int)raw(SYS_syncfs, file); }
