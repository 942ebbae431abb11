#include "formats/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define UNDER_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_SANITIZER 1
#endif
#endif
#ifndef UNDER_SANITIZER
#define UNDER_SANITIZER 0
#endif

/* ---- rlimits ---- */

/* Bytes of address space mapped now; 0 if the system does not say. */
static size_t mapped_bytes(void)
{
	char line[64] = "";
	int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	size_t pages = 0;

	if (fd < 0)
		return 0;
	if (read(fd, line, sizeof line - 1) > 0)
		sscanf(line, "%zu", &pages);
	close(fd);
	return pages * (size_t)sysconf(_SC_PAGESIZE);
}

static bool limit(int resource, rlim_t soft, rlim_t hard)
{
	struct rlimit old, r = {soft, hard};

	if (getrlimit((__rlimit_resource_t)resource, &old) != 0)
		return false;
	if (old.rlim_max < r.rlim_max)
		r.rlim_max = old.rlim_max;
	if (r.rlim_max < r.rlim_cur)
		r.rlim_cur = r.rlim_max;
	return setrlimit((__rlimit_resource_t)resource, &r) == 0;
}

static bool set_limits(size_t memory, unsigned cpu_seconds)
{
	rlim_t all = mapped_bytes() + memory;
	bool good = UNDER_SANITIZER || limit(RLIMIT_AS, all, all);

	good = limit(RLIMIT_CPU, cpu_seconds, cpu_seconds + 1) && good;
	good = limit(RLIMIT_FSIZE, 0, 0) && good;
	good = limit(RLIMIT_NOFILE, SANDBOX_FILES_MAX, SANDBOX_FILES_MAX) && good;
	good = limit(RLIMIT_NPROC, 0, 0) && good;
	return limit(RLIMIT_CORE, 0, 0) && good;
}

/* ---- Landlock: everything is handled and no rule allows any of it ---- */

/* The numbers are the same on every architecture; headers may be older than the kernel. */
#define CALL_LANDLOCK_CREATE 444
#define CALL_LANDLOCK_RESTRICT 446
#define LANDLOCK_ASK_VERSION 1U

struct landlock_attributes {
	uint64_t files, network, scopes;
};

/* Rights that each ABI version knows, as bits. */
static uint64_t file_rights(long abi)
{
	static const unsigned bits[] = {0, 13, 14, 15, 15, 16};

	return (1ULL << bits[abi > 5 ? 5 : abi]) - 1;
}

static int enter_landlock(void)
{
	long abi = syscall(CALL_LANDLOCK_CREATE, NULL, 0, LANDLOCK_ASK_VERSION);
	struct landlock_attributes a;
	size_t size;
	long fd;

	if (abi < 1)
		return 0;
	a.files = file_rights(abi);
	a.network = 3; /* bind, connect */
	a.scopes = 3;  /* abstract sockets, signals */
	size = abi < 4 ? sizeof a.files : abi < 6 ? sizeof a.files + sizeof a.network : sizeof a;
	fd = syscall(CALL_LANDLOCK_CREATE, &a, size, 0U);
	if (fd < 0)
		return 0;
	if (syscall(CALL_LANDLOCK_RESTRICT, (int)fd, 0U) != 0)
		abi = 0;
	close((int)fd);
	return (int)abi;
}

/* ---- seccomp ---- */

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

/* What memory, time and an open pipe need. */
static const int allowed[] = {
        SYS_read, SYS_write, SYS_writev, SYS_close, SYS_lseek, SYS_munmap, SYS_mremap, SYS_brk, SYS_madvise, SYS_futex,
        SYS_getrandom, SYS_clock_gettime, SYS_gettimeofday, SYS_sched_yield, SYS_getpid, SYS_gettid, SYS_rt_sigaction,
        SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack, SYS_restart_syscall, SYS_exit, SYS_exit_group,
};

/* What would leave the process, or change a file: it ends there. All others fail with EPERM. */
static const int fatal[] = {
        SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_clone, SYS_execve, SYS_execveat, SYS_ptrace, SYS_kill,
        SYS_process_vm_readv, SYS_process_vm_writev, SYS_unlinkat, SYS_renameat2, SYS_mkdirat, SYS_linkat, SYS_symlinkat,
        SYS_truncate, SYS_ftruncate, SYS_mount, SYS_unshare, SYS_setns, SYS_bpf,
#ifdef SYS_clone3
        SYS_clone3,
#endif
#ifdef SYS_io_uring_setup
        SYS_io_uring_setup,
#endif
#ifdef SYS_fork
        SYS_fork, SYS_vfork, SYS_creat, SYS_unlink, SYS_rename, SYS_mkdir, SYS_rmdir, SYS_link, SYS_symlink,
#endif
};

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define OPEN_FOR_WRITING (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)

struct filter {
	struct sock_filter code[2 * COUNT(allowed) + 2 * COUNT(fatal) + 48];
	unsigned short len;
};

#ifdef ARCHITECTURE
static void add(struct filter *f, struct sock_filter instruction)
{
	f->code[f->len++] = instruction;
}

static void add_load(struct filter *f, size_t offset)
{
	add(f, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset));
}

static void add_return(struct filter *f, uint32_t action)
{
	add(f, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, action));
}

/* If the number loaded is `call`: this action. */
static void add_rule(struct filter *f, int call, uint32_t action)
{
	add(f, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 1));
	add_return(f, action);
}

/* If it is `call`: one action if argument `which` has one of `bits` (low 32), else the other. */
static void add_bits_rule(struct filter *f, int call, size_t which, uint32_t bits, uint32_t with, uint32_t without)
{
	add(f, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 4));
	add_load(f, offsetof(struct seccomp_data, args) + which * sizeof(uint64_t));
	add(f, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1));
	add_return(f, with);
	add_return(f, without);
}

/* Signals only to itself: abort() raises one. */
static void add_own_signal_rule(struct filter *f)
{
	add(f, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_tgkill, 0, 4));
	add_load(f, offsetof(struct seccomp_data, args));
	add(f, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)getpid(), 0, 1));
	add_return(f, SECCOMP_RET_ALLOW);
	add_return(f, SECCOMP_RET_KILL_PROCESS);
}

static void make_filter(struct filter *f)
{
	uint32_t denied = SECCOMP_RET_ERRNO | EPERM;

	f->len = 0;
	add_load(f, offsetof(struct seccomp_data, arch));
	add(f, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0));
	add_return(f, SECCOMP_RET_KILL_PROCESS);
	add_load(f, offsetof(struct seccomp_data, nr));
	for (size_t i = 0; i < COUNT(allowed); i++)
		add_rule(f, allowed[i], SECCOMP_RET_ALLOW);
	for (size_t i = 0; i < COUNT(fatal); i++)
		add_rule(f, fatal[i], SECCOMP_RET_KILL_PROCESS);
	add_bits_rule(f, SYS_mmap, 2, PROT_EXEC, denied, SECCOMP_RET_ALLOW);
	add_bits_rule(f, SYS_mprotect, 2, PROT_EXEC, denied, SECCOMP_RET_ALLOW);
	add_bits_rule(f, SYS_openat, 2, OPEN_FOR_WRITING, SECCOMP_RET_KILL_PROCESS, denied);
#ifdef SYS_open
	add_bits_rule(f, SYS_open, 1, OPEN_FOR_WRITING, SECCOMP_RET_KILL_PROCESS, denied);
#endif
	add_own_signal_rule(f);
	add_return(f, denied);
}
#endif

static bool enter_seccomp(void)
{
#ifdef ARCHITECTURE
	struct filter f;
	struct sock_fprog program = {.filter = f.code};

	make_filter(&f);
	program.len = f.len;
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
#else
	return false;
#endif
}

void sandbox_enter(struct sandbox_state *state, size_t memory, unsigned cpu_seconds)
{
	state->limits = set_limits(memory, cpu_seconds);
	state->no_new_privileges = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
	state->landlock = state->no_new_privileges ? enter_landlock() : 0;
	state->seccomp = state->no_new_privileges && enter_seccomp();
}

void sandbox_add_description(struct buf *out, const struct sandbox_state *s, size_t memory, unsigned cpu_seconds)
{
	buf_addf(out, "limits: %s", s->limits ? "in force" : "NOT all in force");
	buf_addf(out, " (%zu MB, %u s of processor time, no file written, %d open files, no processes, no core)\n",
	         memory / (1024 * 1024), cpu_seconds, SANDBOX_FILES_MAX);
	buf_addf(out, "no new privileges: %s\n", s->no_new_privileges ? "in force" : "NOT in force");
	if (s->landlock > 0)
		buf_addf(out, "Landlock: in force, version %d (no files%s)\n", s->landlock, s->landlock < 4 ? "" : ", no network ports");
	else
		buf_add_str(out, "Landlock: NOT in force (this kernel has none)\n");
	if (s->seccomp)
		buf_addf(out, "seccomp: in force (%zu system calls; opening, sockets, processes end the reader)\n", COUNT(allowed) + 3);
	else
		buf_add_str(out, "seccomp: NOT in force (not with this kernel or processor)\n");
}
