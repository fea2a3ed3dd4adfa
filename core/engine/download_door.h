// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "capture/unique_descriptor.h"
#include "engine/capture_download.h"
#include "engine/phone_door.h"

#include <chrono>
#include <memory>

namespace telltale::engine {

/// PCAPdroid's HTTP server, which is asked for the capture, and asked again when the phone ends it. A server that was
/// reached and has something else at first is a failure.
class DownloadDoor final : public PhoneDoor {
public:
    static constexpr std::uint16_t usualPort = 8080;

    /// Dials the phone. An error of kind privilege where nobody answers within three seconds.
    static base::Result<std::unique_ptr<PhoneDoor>> open(const net::Endpoint &server, const base::Limits &limits);
    /// Waits for nobody, and dials until somebody answers.
    static std::unique_ptr<PhoneDoor> await(const net::Endpoint &server, const base::Limits &limits);

    bool receive(ArrivedCaptures &captures) override;
    void abandon() override;
    [[nodiscard]] std::optional<base::Error> failure() const override { return m_failure; }
    [[nodiscard]] net::Endpoint address() const override { return m_server; }

private:
    DownloadDoor(const net::Endpoint &server, const base::Limits &limits);
    void dial();
    void hangUp();
    bool send();
    bool read(ArrivedCaptures &captures);
    void follow(ArrivedCaptures &captures);
    [[nodiscard]] base::Error noAnswer(int error) const;

    net::Endpoint m_server;
    base::Limits m_limits;
    std::string m_path = "/";
    int m_redirections = 0;
    capture::UniqueDescriptor m_socket; ///< none between two captures
    std::unique_ptr<CaptureDownload> m_download;
    std::string m_unsent;
    bool m_connected = false;
    bool m_begun = false; ///< the capture of this connection
    bool m_served = false; ///< any capture at all
    int m_error = 0; ///< why the last attempt did not connect
    std::chrono::steady_clock::time_point m_again;
    std::optional<base::Error> m_failure;
    base::ByteBuffer m_buffer;
};

} // namespace telltale::engine
