// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/analysis_bridge.h"
#include "bridge/session_store.h"
#include "bridge/theme.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QTimer;

namespace telltale::shell {

/// Numbers with units and honesty: packets and drops, what share could be read, bytes, leaks, and how
/// far a long reading has come.
class StatusLine final : public QWidget {
    Q_OBJECT
public:
    StatusLine(const bridge::SessionStore &store, const bridge::AnalysisBridge &analysis, const bridge::Theme &theme,
        QWidget *parent = nullptr);

    void refresh();
    /// Upper end of "see why", where the reasons pop up.
    [[nodiscard]] QPoint whyCorner() const;

signals:
    void whyWanted(); ///< show the connections that were not decrypted
    void cancelWanted();
    void folderWanted(); ///< show the recording's folder
    void discardWanted(); ///< delete the recording

private:
    void refreshDecryption();
    void refreshProgress();
    void refreshRecording();
    [[nodiscard]] QString savedText() const;
    [[nodiscard]] QString recordingProblem() const; ///< why nothing is recorded any more; empty: it is
    [[nodiscard]] QString recordingText() const;
    [[nodiscard]] QString sentText() const;

    const bridge::SessionStore &m_store;
    const bridge::AnalysisBridge &m_analysis;
    QLabel *m_recording = nullptr;
    QLabel *m_decrypted = nullptr;
    QLabel *m_sent = nullptr;
    QLabel *m_far = nullptr;
    QPushButton *m_why = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_folder = nullptr;
    QPushButton *m_discard = nullptr;
    QProgressBar *m_bar = nullptr;
    QTimer *m_delay = nullptr;
    QTimer *m_clock = nullptr;
};

} // namespace telltale::shell
