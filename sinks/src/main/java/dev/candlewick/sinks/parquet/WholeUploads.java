package dev.candlewick.sinks.parquet;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableWriter;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes files of an object store: each is kept on this machine until it is complete, and then
 * uploaded as a whole, again and again until the store accepts it. A file that is uploaded while it
 * is written cannot be: an upload of which a part was refused is lost with its rows.
 *
 * @param folder of this machine
 */
record WholeUploads(RecoverableWriter store, java.nio.file.Path folder, Patience patience)
        implements RecoverableWriter {

    @Override
    public RecoverableFsDataOutputStream open(Path target) throws IOException {
        Patience onDisk = patience.of("files for uploads in " + folder);
        FileChannel[] file = new FileChannel[1];
        onDisk.until(() -> file[0] = unnamed());
        return new WholeUpload(store, target, file[0], patience, onDisk);
    }

    /**
     * Has no name once it is open, so that the disk has its room again however this process ends.
     */
    private FileChannel unnamed() throws IOException {
        return FileChannel.open(
                folder.resolve("candlewick-upload-" + UUID.randomUUID()),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    @Override
    public RecoverableFsDataOutputStream recover(ResumeRecoverable resumable) throws IOException {
        return store.recover(resumable);
    }

    @Override
    public boolean requiresCleanupOfRecoverableState() {
        return store.requiresCleanupOfRecoverableState();
    }

    @Override
    public boolean cleanupRecoverableState(ResumeRecoverable resumable) throws IOException {
        return store.cleanupRecoverableState(resumable);
    }

    @Override
    public RecoverableFsDataOutputStream.Committer recoverForCommit(CommitRecoverable committable)
            throws IOException {
        return store.recoverForCommit(committable);
    }

    @Override
    public SimpleVersionedSerializer<CommitRecoverable> getCommitRecoverableSerializer() {
        return store.getCommitRecoverableSerializer();
    }

    @Override
    public SimpleVersionedSerializer<ResumeRecoverable> getResumeRecoverableSerializer() {
        return store.getResumeRecoverableSerializer();
    }

    @Override
    public boolean supportsResume() {
        return store.supportsResume();
    }
}
