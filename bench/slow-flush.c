/* A slower disk, to be loaded before libc: each flush takes so many milliseconds more as FLUSH_MS says. The flush of a virtual
   machine may reach its host's memory and no further; one that reaches a disk takes a millisecond and more. */
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static int slowly(int result) {
  const char *more = getenv("FLUSH_MS");
  struct timespec pause = {0, (more ? atol(more) : 0) * 1000000L};
  nanosleep(&pause, NULL);
  return result;
}

int fsync(int file) { return slowly(syscall(SYS_fsync, file)); }
int fdatasync(int file) { return slowly(syscall(SYS_fdatasync, file)); }
