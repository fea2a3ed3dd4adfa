// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDate>
#include <QString>

#include <optional>

namespace telltale::bridge {

/// What there is to say of this computer's certificate authority; nothing of it is secret.
struct CertificateFacts {
    QString name;        ///< "Telltale on HOST, 2026-11-22"
    QString file;
    QString fingerprint; ///< SHA-256, "AB:CD:…"
    QDate until;
    bool expired = false;
    QByteArray pem;
};

/// The certificate authority of this computer, for the settings. Every call looks at the file anew.
class ComputerCertificate {
public:
    /// @param folder  empty: this user's own
    explicit ComputerCertificate(const QString &folder = {});

    /// Nothing where none was made yet, or it cannot be used; problem() then says why.
    [[nodiscard]] std::optional<CertificateFacts> facts();
    /// Makes a new one in the place of any old one. False: problem() says why.
    bool renew();
    /// Deletes it with its key.
    bool remove();

    /// Of the last call: a sentence; empty when all went well.
    [[nodiscard]] const QString &problem() const { return m_problem; }

private:
    std::string m_folder;
    QString m_problem;
};

} // namespace telltale::bridge
