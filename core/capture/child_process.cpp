// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/child_process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace telltale::capture {

namespace {

constexpr std::chrono::milliseconds politeWait{1000};
constexpr std::size_t messagesKept = 4096;

struct Pipe {
    UniqueDescriptor reading;
    UniqueDescriptor writing;

    bool open()
    {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            return false;
        reading = UniqueDescriptor(ends[0]);
        writing = UniqueDescriptor(ends[1]);
        return true;
    }
};

/// A pipe that nobody reads gives this thread an error and no signal (pipe(7)) while this lives.
class NoPipeSignal {
public:
    NoPipeSignal()
    {
        sigset_t pending;
        sigpending(&pending);
        m_waitedBefore = sigismember(&pending, SIGPIPE) == 1;
        sigemptyset(&m_pipe);
        sigaddset(&m_pipe, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &m_pipe, &m_before);
    }
    ~NoPipeSignal()
    {
        constexpr timespec atOnce{0, 0};
        while (!m_waitedBefore && sigtimedwait(&m_pipe, nullptr, &atOnce) < 0 && errno == EINTR) { }
        pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
    }
    NoPipeSignal(const NoPipeSignal &) = delete;
    NoPipeSignal &operator=(const NoPipeSignal &) = delete;

private:
    sigset_t m_pipe{};
    sigset_t m_before{};
    bool m_waitedBefore = false;
};

/// The program begins with default signals and none blocked, whatever the thread that starts it has.
int spawn(const std::string &program, const std::vector<std::string> &arguments, const Pipe &in, const Pipe &out,
    const Pipe &err, const Pipe &second, int &pid)
{
    std::vector<std::string> words{program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char *> pointers;
    for (std::string &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in.reading.get(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out.writing.get(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err.writing.get(), STDERR_FILENO);
    if (second.writing.valid())
        posix_spawn_file_actions_adddup2(&actions, second.writing.get(), ChildProcess::secondOutputNumber);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    const int status = posix_spawn(&pid, program.c_str(), &actions, &attributes, pointers.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return status;
}

} // namespace

base::Result<std::unique_ptr<ChildProcess>> ChildProcess::start(
    const std::string &program, const std::vector<std::string> &arguments, bool secondOutput)
{
    const auto failed = [&program](int errorNumber) {
        return base::Error{base::ErrorKind::privilege,
            program + " cannot be started: " + std::strerror(errorNumber) + ".",
            "Install Telltale completely; its programs belong into one folder."};
    };
    Pipe in, out, err, second;
    if (!in.open() || !out.open() || !err.open() || (secondOutput && !second.open()))
        return failed(errno);
    std::unique_ptr<ChildProcess> child(new ChildProcess);
    const int status = spawn(program, arguments, in, out, err, second, child->m_pid);
    if (status != 0) {
        child->m_pid = -1;
        return failed(status);
    }
    child->m_input = std::move(in.writing);
    child->m_output = std::move(out.reading);
    child->m_secondOutput = std::move(second.reading);
    child->m_errors = std::move(err.reading);
    ::fcntl(child->m_errors.get(), F_SETFL, O_NONBLOCK);
    return child;
}

ChildProcess::~ChildProcess()
{
    if (m_pid < 0)
        return;
    closeInput();
    m_output.reset(); // a program that waits for its reader gets EPIPE
    if (!waitForEnd(politeWait)) {
        ::kill(m_pid, SIGKILL);
        waitForEnd(politeWait);
    }
}

const std::string &ChildProcess::messages()
{
    std::array<char, 1024> chunk;
    while (m_errors.valid()) {
        const ssize_t count = ::read(m_errors.get(), chunk.data(), chunk.size());
        if (count <= 0)
            break;
        m_messages.append(chunk.data(), static_cast<std::size_t>(count));
        if (m_messages.size() > messagesKept)
            m_messages.erase(0, m_messages.size() - messagesKept);
    }
    return m_messages;
}

bool ChildProcess::writeInput(std::string_view text)
{
    const std::lock_guard lock(m_inputMutex);
    const NoPipeSignal quiet;
    while (m_input.valid() && !text.empty()) {
        const ssize_t count = ::write(m_input.get(), text.data(), text.size());
        if (count < 0 && errno != EINTR)
            return false;
        text.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    }
    return text.empty();
}

void ChildProcess::closeInput()
{
    const std::lock_guard lock(m_inputMutex);
    m_input.reset();
}

void ChildProcess::kill()
{
    if (m_pid > 0 && !m_exitStatus)
        ::kill(m_pid, SIGKILL);
}

std::optional<int> ChildProcess::waitForEnd(std::chrono::milliseconds patience)
{
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!m_exitStatus) {
        int status = 0;
        const pid_t ended = ::waitpid(m_pid, &status, WNOHANG);
        if (ended == m_pid)
            m_exitStatus = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        else if (ended < 0 && errno == ECHILD)
            m_exitStatus = 0; // somebody else in this process has waited for it
        else if (std::chrono::steady_clock::now() >= until)
            break;
        else {
            (void)messages();
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    }
    return m_exitStatus;
}

} // namespace telltale::capture
