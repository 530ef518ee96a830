package dev.candlewick.job.letters;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEventSerializer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;

/** Feed events on their way from a command to its job, in a temporary file. */
public final class EventFile implements Closeable {

    private final DataOutputViewStreamWrapper out;
    private final FeedEventSerializer serializer = new FeedEventSerializer();

    /** Makes the file. */
    public EventFile(Path file) throws IOException {
        out =
                new DataOutputViewStreamWrapper(
                        new BufferedOutputStream(Files.newOutputStream(file)));
    }

    public void add(FeedEvent event) throws IOException {
        serializer.serialize(event, out);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** The events of a file, in its order. */
    public static Source<FeedEvent, ?, ?> source(Path file) {
        return FileSource.forRecordStreamFormat(
                        new Format(),
                        new org.apache.flink.core.fs.Path(file.toAbsolutePath().toUri()))
                .build();
    }

    /** One event after the other. */
    private static final class Format extends SimpleStreamFormat<FeedEvent> {
        private static final long serialVersionUID = 1L;

        @Override
        public StreamFormat.Reader<FeedEvent> createReader(
                Configuration configuration, FSDataInputStream stream) {
            return new EventReader(stream);
        }

        @Override
        public TypeInformation<FeedEvent> getProducedType() {
            return TypeInformation.of(FeedEvent.class);
        }
    }

    private static final class EventReader implements StreamFormat.Reader<FeedEvent> {

        private final PushbackInputStream stream;
        private final DataInputViewStreamWrapper in;
        private final FeedEventSerializer serializer = new FeedEventSerializer();

        EventReader(FSDataInputStream stream) {
            this.stream = new PushbackInputStream(new BufferedInputStream(stream));
            this.in = new DataInputViewStreamWrapper(new DataInputStream(this.stream));
        }

        @Override
        public FeedEvent read() throws IOException {
            int next = stream.read();
            if (next < 0) {
                return null;
            }
            stream.unread(next);
            return serializer.deserialize(in);
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
