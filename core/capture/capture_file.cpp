// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capture_file.h"

#include "capture/descriptor_source.h"
#include "capture/file_format.h"
#include "capture/record_source.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace telltale::capture {

namespace {

base::Result<std::unique_ptr<PacketSource>> openStandardInput(const base::Limits &limits)
{
    if (::isatty(STDIN_FILENO))
        return base::Error{base::ErrorKind::usage, "Standard input is a terminal, not a capture.",
            "Pipe a capture into it, or give a file."};
    UniqueDescriptor input(::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3));
    if (!input.valid())
        return cannotRead("standard input", errno);
    return std::unique_ptr<PacketSource>(std::make_unique<RecordSource>(
        std::make_unique<DescriptorSource>(std::move(input), false), "Standard input", limits));
}

} // namespace

base::Result<std::unique_ptr<PacketSource>> openCapture(
    const std::string &path, const base::Limits &limits, bool follow)
{
    if (path == "-")
        return openStandardInput(limits);
    // Without O_NONBLOCK, opening a FIFO waits until somebody writes to it.
    UniqueDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.valid())
        return cannotRead(path, errno);
    struct stat status { };
    if (::fstat(file.get(), &status) == 0 && S_ISDIR(status.st_mode))
        return cannotRead(path, EISDIR);
    auto octets = std::make_unique<DescriptorSource>(std::move(file), follow);
    const bool complete = octets->isRegularFile() && !follow;
    auto source = std::make_unique<RecordSource>(std::move(octets), path, limits);
    if (complete) {
        const base::Status identified = source->identify();
        if (!identified.ok())
            return identified.error();
    }
    return std::unique_ptr<PacketSource>(std::move(source));
}

} // namespace telltale::capture
