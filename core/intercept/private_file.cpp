// SPDX-License-Identifier: GPL-3.0-or-later
#include "intercept/private_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace telltale::intercept {

namespace {

using base::Error;
using base::ErrorKind;

class Descriptor {
public:
    explicit Descriptor(int number)
        : m_number(number)
    {
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor() { close(); }

    [[nodiscard]] int get() const { return m_number; }
    bool close()
    {
        const int number = std::exchange(m_number, -1);
        return number < 0 || ::close(number) == 0;
    }

private:
    int m_number;
};

Error failed(const std::string &what, const std::string &file, ErrorKind kind)
{
    return {kind, file + " cannot be " + what + ": " + std::strerror(errno) + ".",
        "Choose a folder of your own with --ca-dir, or mend its rights."};
}

bool writeAll(int descriptor, std::string_view content)
{
    while (!content.empty()) {
        const auto written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

base::Status makeFolder(const std::string &folder)
{
    std::error_code error;
    const std::filesystem::path path(folder);
    if (path.has_parent_path())
        std::filesystem::create_directories(path.parent_path(), error);
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        return failed("made", folder, ErrorKind::output);
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.get() < 0)
        return failed("opened", folder, ErrorKind::output);
    struct stat facts { };
    if (::fstat(opened.get(), &facts) == 0 && facts.st_uid == ::geteuid() && (facts.st_mode & 077) != 0
        && ::fchmod(opened.get(), 0700) != 0)
        return failed("closed to others", folder, ErrorKind::output);
    return base::Done{};
}

} // namespace

base::Result<SecretText> readPrivateFile(const std::string &file)
{
    const Descriptor opened(::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat facts { };
    if (opened.get() < 0 || ::fstat(opened.get(), &facts) != 0)
        return failed("read", file, ErrorKind::input);
    const bool ours = facts.st_uid == ::geteuid() || ::geteuid() == 0;
    if (!S_ISREG(facts.st_mode) || (facts.st_mode & 077) != 0 || !ours)
        return Error{ErrorKind::input, file + " may be read by others, so that its key is no secret.",
            "telltale-cli ca --renew makes a new one, which the phone must be given again."};
    SecretText text(64U << 10);
    std::size_t size = 0;
    while (size < text.size()) {
        const auto got = ::read(opened.get(), text.data() + size, text.size() - size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return failed("read", file, ErrorKind::input);
        if (got == 0)
            break;
        size += static_cast<std::size_t>(got);
    }
    text.shrink(size);
    return text;
}

base::Status writePrivateFile(const std::string &folder, const std::string &file, std::string_view content)
{
    if (const auto made = makeFolder(folder); !made)
        return made;
    std::string fresh = file + ".XXXXXX";
    Descriptor opened(::mkostemp(fresh.data(), O_CLOEXEC)); // mode 0600
    if (opened.get() < 0)
        return failed("written", file, ErrorKind::output);
    const bool written = writeAll(opened.get(), content) && ::fsync(opened.get()) == 0 && opened.close()
        && ::rename(fresh.c_str(), file.c_str()) == 0;
    if (!written) {
        const Error error = failed("written", file, ErrorKind::output);
        ::unlink(fresh.c_str());
        return error;
    }
    if (const Descriptor parent(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)); parent.get() >= 0)
        ::fsync(parent.get()); // the name lasts too; a file system that cannot do so is no reason to fail
    return base::Done{};
}

base::Status removePrivateFile(const std::string &file)
{
    if (::unlink(file.c_str()) != 0 && errno != ENOENT)
        return failed("deleted", file, ErrorKind::output);
    return base::Done{};
}

} // namespace telltale::intercept
