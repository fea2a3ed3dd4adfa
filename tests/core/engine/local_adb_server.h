// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/adb_server.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <map>
#include <mutex>
#include <netinet/in.h>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace telltale {

/// Answers services with prepared octets; a service that begins as a prepared one is that one. After an answer
/// to host:transport the conversation goes on; after any other it stays open until the other side closes, unless the
/// answer ends with "<END>".
class LocalAdbServer {
public:
    using Answers = std::map<std::string, std::string>;
    /// What lies on the phone, by its path.
    struct Files {
        Answers octets;
    };
    explicit LocalAdbServer(Answers answers)
        : LocalAdbServer(std::move(answers), Files{})
    {
    }
    /// Who asks for ranges of these files (rangeScript()) gets them.
    LocalAdbServer(Answers answers, Files files)
        : m_answers(std::move(answers))
        , m_files(std::move(files.octets))
        , m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(m_listener, reinterpret_cast<const sockaddr *>(&address), sizeof address);
        ::listen(m_listener, 16);
        socklen_t size = sizeof address;
        ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size);
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { accept(); });
    }
    ~LocalAdbServer()
    {
        ::shutdown(m_listener, SHUT_RDWR);
        m_thread.join();
        for (std::thread &one : m_connections)
            one.join();
        ::close(m_listener);
    }
    LocalAdbServer(const LocalAdbServer &) = delete;
    LocalAdbServer &operator=(const LocalAdbServer &) = delete;

    /// Services asked for so far that begin like this.
    [[nodiscard]] std::size_t asked(const std::string &begin)
    {
        const std::lock_guard lock(m_mutex);
        return static_cast<std::size_t>(std::count_if(
            m_asked.begin(), m_asked.end(), [&](const std::string &one) { return one.starts_with(begin); }));
    }

    [[nodiscard]] engine::AdbServer address() const { return {"127.0.0.1", m_port, {}}; }

private:
    void accept()
    {
        for (;;) {
            const int connection = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
            if (connection < 0)
                return;
            m_connections.emplace_back([this, connection] {
                while (answer(connection)) { }
                ::close(connection);
            });
        }
    }

    bool answer(int connection)
    {
        char head[5] = {};
        if (::recv(connection, head, 4, MSG_WAITALL) != 4)
            return false;
        std::string service(std::stoul(head, nullptr, 16), '\0');
        if (::recv(connection, service.data(), service.size(), MSG_WAITALL) != static_cast<ssize_t>(service.size()))
            return false;
        const auto found = std::find_if(
            m_answers.begin(), m_answers.end(), [&](const auto &one) { return service.starts_with(one.first); });
        {
            const std::lock_guard lock(m_mutex);
            m_asked.push_back(service);
        }
        if (sendRange(connection, service))
            return false;
        std::string octets = found == m_answers.end() ? "FAIL0007unknown" : found->second;
        const bool ends = octets.ends_with("<END>");
        if (ends)
            octets.resize(octets.size() - 5);
        const std::size_t cut = octets.find("<LATER>");
        ::send(connection, octets.data(), std::min(cut, octets.size()), MSG_NOSIGNAL);
        if (cut != std::string::npos) {
            pollfd left{connection, POLLRDHUP, 0};
            while (!m_listTaken) {
                if (::poll(&left, 1, 10) != 0)
                    return false;
            }
            ::send(connection, octets.data() + cut + 7, octets.size() - cut - 7, MSG_NOSIGNAL);
        }
        if (ends)
            return false;
        if (service.starts_with("host:transport"))
            return true;
        char rest = 0;
        while (::recv(connection, &rest, 1, 0) > 0) { }
        m_listTaken = m_listTaken || service.starts_with("exec:\nt=");
        return false;
    }

    bool sendRange(int connection, const std::string &service)
    {
        for (const auto &[path, octets] : m_files) {
            unsigned long long skip = 0, count = 0;
            const std::string begin = "exec:dd if='" + path + "' bs=4096 ";
            if (!service.starts_with(begin)
                || std::sscanf(service.c_str() + begin.size(), "skip=%llu count=%llu 2>/dev/null", &skip, &count) != 2)
                continue;
            const std::string range =
                "OKAY" + octets.substr(std::min<std::size_t>(skip * 4096, octets.size()), count * 4096);
            for (std::size_t sent = 0; sent < range.size();) {
                const ssize_t step = ::send(connection, range.data() + sent, range.size() - sent, MSG_NOSIGNAL);
                if (step <= 0)
                    break;
                sent += static_cast<std::size_t>(step);
            }
            return true;
        }
        return false;
    }

    std::map<std::string, std::string> m_answers;
    std::map<std::string, std::string> m_files;
    std::mutex m_mutex; // protects m_asked
    std::vector<std::string> m_asked;
    std::atomic<bool> m_listTaken{false}; ///< who asked for the packages has read them; then "<LATER>" is sent
    int m_listener;
    std::uint16_t m_port = 0;
    std::vector<std::thread> m_connections;
    std::thread m_thread;
};

} // namespace telltale
