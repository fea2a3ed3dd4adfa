// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

#include <array>
#include <cstdint>
#include <vector>

namespace telltale::engine {
struct Batch;
}
namespace telltale::intercept {
struct RelayEvent;
}

namespace telltale::bridge {

/// How far watching a phone has come, and what its apps make of this computer's certificate. Lives on
/// the GUI thread and is fed by the bridge; every pane may read it.
class InterceptionState final : public QObject {
    Q_OBJECT
public:
    /// What a person waits for, in the order in which it usually comes.
    enum class Step : std::uint8_t {
        joined, ///< a packet of the phone was seen
        names, ///< it asked for a name
        certificate, ///< it fetched the certificate
        trusted, ///< one of its apps took the certificate
        decrypted ///< a request inside TLS was read
    };
    static constexpr int steps = 5;

    /// A host whose connections stayed closed, or that was refused to the phone.
    struct Host {
        QString name; ///< or its address, where it has no name
        QString station; ///< address
        QString reason; ///< "pinned", "unknown_ca", "certificate_expired"…
        std::uint64_t times = 0;
    };

    explicit InterceptionState(QObject *parent = nullptr);

    /// Forgets everything.
    void begin(bool decrypting);
    void apply(const engine::Batch &batch);
    /// It was asked to end.
    void end();

    [[nodiscard]] bool decrypting() const { return m_decrypting; }
    /// It was asked to end and has not yet; SessionStore::decryptingEnded() tells when it did.
    [[nodiscard]] bool ending() const { return m_decrypting && m_ending; }
    [[nodiscard]] bool reached(Step step) const { return m_reached[static_cast<std::size_t>(step)]; }
    [[nodiscard]] const QString &pageUrl() const { return m_pageUrl; } ///< empty until the relay listens
    [[nodiscard]] const QString &authorityName() const { return m_authority; }
    [[nodiscard]] const QStringList &fetchedBy() const { return m_fetchedBy; } ///< addresses of stations
    /// Hosts whose app refused this computer's certificate: passed through from then on.
    [[nodiscard]] const std::vector<Host> &refused() const { return m_refused; }
    /// Hosts that showed the relay a certificate the phone would not accept either, or no server.
    [[nodiscard]] const std::vector<Host> &failed() const { return m_failed; }
    [[nodiscard]] std::uint64_t accepted() const { return m_accepted; } ///< connections
    [[nodiscard]] std::uint64_t passed() const { return m_passed; } ///< connections left untouched

signals:
    void changed();

private:
    bool apply(const intercept::RelayEvent &event);
    bool reach(Step step);

    bool m_decrypting = false;
    bool m_ending = false;
    std::array<bool, steps> m_reached{};
    QString m_pageUrl;
    QString m_authority;
    QStringList m_fetchedBy;
    std::vector<Host> m_refused;
    std::vector<Host> m_failed;
    std::uint64_t m_accepted = 0;
    std::uint64_t m_passed = 0;
};

} // namespace telltale::bridge
