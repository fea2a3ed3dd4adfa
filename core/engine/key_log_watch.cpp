// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/key_log_watch.h"

#include "tls/key_log_reader.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace telltale::engine {

struct KeyLogWatch::File {
    File(int opened, tls::KeyStore &keys)
        : descriptor(opened)
        , reader(keys)
    {
    }
    ~File() { ::close(descriptor); }
    File(const File &) = delete;
    File &operator=(const File &) = delete;

    int descriptor;
    bool ended = false; ///< nothing to read now, and nobody writes
    tls::KeyLogReader reader;
};

KeyLogWatch::KeyLogWatch(tls::KeyStore &keys)
    : m_keys(keys)
{
}

KeyLogWatch::~KeyLogWatch() = default;

base::Status KeyLogWatch::add(const std::string &path)
{
    // Non-blocking: opening a FIFO that nobody writes yet must not stop the analysis.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return base::Error{base::ErrorKind::input, "The key log " + path + " cannot be opened: " + std::strerror(errno) + ".",
                           "Give the file that SSLKEYLOGFILE named when the traffic was captured."};
    struct stat facts {};
    if (::fstat(descriptor, &facts) == 0 && S_ISDIR(facts.st_mode)) {
        ::close(descriptor);
        return base::Error{base::ErrorKind::input, "The key log " + path + " is a folder.", "Give a file."};
    }
    m_files.push_back(std::make_unique<File>(descriptor, m_keys));
    read(*m_files.back());
    return base::Done{};
}

bool KeyLogWatch::read(File &file)
{
    bool any = false;
    std::array<std::uint8_t, 65536> buffer{};
    for (;;) {
        const ssize_t count = ::read(file.descriptor, buffer.data(), buffer.size());
        if (count <= 0) {
            file.ended = count == 0;
            break;
        }
        auto tally = file.reader.feed({buffer.data(), static_cast<std::size_t>(count)});
        m_anomalies.insert(m_anomalies.end(), tally.anomalies.begin(), tally.anomalies.end());
        any = true;
    }
    OPENSSL_cleanse(buffer.data(), buffer.size());
    return any;
}

bool KeyLogWatch::poll()
{
    bool any = false;
    for (const auto &file : m_files)
        any = read(*file) || any;
    return any;
}

void KeyLogWatch::finish(std::chrono::milliseconds patience)
{
    for (const auto &file : m_files) {
        read(*file);
        while (!file->ended) {
            pollfd wait{file->descriptor, POLLIN, 0};
            if (::poll(&wait, 1, static_cast<int>(patience.count())) <= 0)
                break;
            read(*file);
        }
        auto tally = file->reader.finish();
        m_anomalies.insert(m_anomalies.end(), tally.anomalies.begin(), tally.anomalies.end());
    }
}

std::vector<base::Anomaly> KeyLogWatch::takeAnomalies()
{
    return std::exchange(m_anomalies, {});
}

} // namespace telltale::engine
