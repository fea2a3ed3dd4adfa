// SPDX-License-Identifier: GPL-3.0-or-later
// What people do to the window: files, keys, sizes.
#include "shell/main_window.h"

#include "bridge/input_files.h"
#include "bridge/session_folder.h"
#include "inspector/inspector_pane.h"
#include "shell/exchange_pane.h"
#include "shell/notices.h"
#include "shell/tool_bar.h"
#include "shell/who_pane.h"
#include "watch/watch_wizard.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QMimeData>
#include <QShortcut>
#include <QTableView>

namespace telltale::shell {

namespace {

constexpr int foldBelow = 1240; // narrower, the table has no room beside the inspector

QStringList localFiles(const QMimeData &data)
{
    QStringList files;
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile())
            files << url.toLocalFile();
    }
    return files;
}

} // namespace

void MainWindow::openFiles(const QStringList &paths)
{
    const bridge::InputFiles inputs = bridge::sortInputs(paths);
    if (!inputs.keyLogs.isEmpty())
        m_analysis.setKeyLogs(inputs.keyLogs);
    if (!inputs.capture.isEmpty()) {
        m_analysis.open(inputs.capture);
        return;
    }
    // Keys alone are meant for what is open: read that again with them.
    if (m_analysis.source() == bridge::AnalysisBridge::Source::file)
        m_analysis.open(m_analysis.path());
    else if (!inputs.keyLogs.isEmpty())
        m_banner->say(tr("The key log is ready."), tr("Open the capture it belongs to."));
}

void MainWindow::playDemo(double speed)
{
    m_analysis.demo(speed);
}

void MainWindow::chooseFile()
{
    const QString recordings = bridge::recordingsFolder();
    const QString folder = QFileInfo(recordings).isDir() ? recordings : QString();
    const QStringList files =
        QFileDialog::getOpenFileNames(this, tr("Open a capture, with its key log if there is one"), folder,
            tr("Captures and key logs (*.pcap *.pcapng *.cap *.har *.gz *.zst *.keys *.keylog *.log *.txt);;All files "
               "(*)"));
    if (!files.isEmpty())
        openFiles(files);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFiles(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    openFiles(localFiles(*event->mimeData()));
}

void MainWindow::makeShortcuts()
{
    const auto key = [this](const QKeySequence &keys, auto &&action) {
        auto *shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, action);
        return shortcut;
    };
    key(QKeySequence::Open, [this] { chooseFile(); });
    key(QKeySequence(Qt::CTRL | Qt::Key_W), [this] { openWizard(); });
    key(QKeySequence(Qt::CTRL | Qt::Key_D), [this] { playDemo(1.0); });
    key(QKeySequence(Qt::CTRL | Qt::Key_Period), [this] { m_analysis.stop(); });
    key(QKeySequence(Qt::CTRL | Qt::Key_P), [this] { m_analysis.markPrivate(!m_analysis.privateBrowsing()); });
    key(QKeySequence(Qt::CTRL | Qt::Key_Comma), [this] { openSettings(); });
    key(QKeySequence(Qt::CTRL | Qt::Key_Q), [this] { close(); });
    key(QKeySequence(Qt::Key_F9), [this] { showDetails(!m_inspector->isVisible()); });
    key(QKeySequence(Qt::Key_Escape), [this] { widen(); });
    key(QKeySequence::Find, [this] {
        m_tools->filter()->setFocus(Qt::ShortcutFocusReason);
        m_tools->filter()->selectAll();
    });
    auto *freeze = key(QKeySequence(Qt::Key_Space), [this] {
        if (m_analysis.running())
            setFollow(m_tools->frozen());
    });
    // Space presses the button and writes into the field that has the focus.
    connect(qApp, &QApplication::focusChanged, freeze, [freeze](QWidget *, QWidget *now) {
        freeze->setEnabled(!qobject_cast<QAbstractButton *>(now) && !qobject_cast<QLineEdit *>(now));
    });
}

void MainWindow::widen()
{
    if (m_wizard->isVisible())
        m_wizard->cancel();
    else if (!m_tools->filter()->text().isEmpty())
        m_tools->filter()->clear();
    else if (m_selection.lane() || !m_selection.station().isEmpty())
        m_selection.focusAll();
    else
        m_selection.selectExchange(std::nullopt);
    if (m_tools->filter()->hasFocus())
        m_table->table()->setFocus();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    fold();
}

void MainWindow::fold()
{
    const bool narrow = width() < foldBelow;
    if (!narrow)
        m_detailsWanted = false;
    m_inspector->setVisible(!narrow || m_detailsWanted);
    m_who->setVisible(!narrow || !m_detailsWanted);
    m_tools->setDetailsFoldable(narrow);
    m_tools->setDetailsShown(m_inspector->isVisibleTo(this));
}

void MainWindow::showDetails(bool shown)
{
    m_detailsWanted = shown;
    fold();
}

} // namespace telltale::shell
