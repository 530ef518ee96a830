package dev.candlewick.sources.hyperliquid.rest;

import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.RULES;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.badGateway;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.candles;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.checking;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.healing;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.json;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.meta;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.sources.net.HttpOutcome;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How requests travel through the operator while the exchange takes its time. */
class ExchangeRestOperatorTest {

    private TestingExchange exchange;
    private OneInputStreamOperatorTestHarness<CandleRequest, CandleAnswer> operator;

    @BeforeEach
    void start() throws Exception {
        start(null);
    }

    private void start(OperatorSubtaskState state) throws Exception {
        exchange = new TestingExchange();
        operator =
                new OneInputStreamOperatorTestHarness<>(
                        new ExchangeRestOperatorFactory(
                                URI.create("http://user:secret@exchange/"),
                                RestPolicy.of(1200),
                                RULES,
                                exchange));
        operator.setup(
                TypeInformation.of(CandleAnswer.class)
                        .createSerializer(operator.getExecutionConfig().getSerializerConfig()));
        operator.initializeState(state);
        operator.open();
    }

    @AfterEach
    void stop() throws Exception {
        operator.close();
    }

    private void ask(CandleRequest request) throws Exception {
        operator.processElement(new StreamRecord<>(request));
    }

    private void reply(HttpOutcome outcome) throws Exception {
        exchange.reply(outcome);
        for (Optional<Mail> mail = mail(); mail.isPresent(); mail = mail()) {
            mail.get().run();
        }
    }

    private Optional<Mail> mail() {
        return operator.getTaskMailbox().tryTake(0);
    }

    private void pass(Duration duration) throws Exception {
        exchange.clock.pass(duration);
        operator.setProcessingTime(exchange.clock.elapsedMillis());
    }

    private List<CandleAnswer> answers() {
        return operator.extractOutputValues();
    }

    private <T> List<T> beside(OutputTag<T> tag) {
        Collection<StreamRecord<T>> records = operator.getSideOutput(tag);
        return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
    }

    @Test
    void answersComeAsynchronouslyAndBlockNothing() throws Exception {
        ask(healing("BTC", 0, 2));
        ask(checking("ETH", 0, 1));
        assertThat(answers()).isEmpty();
        reply(meta());
        reply(candles("BTC", 0, 2));
        assertThat(answers()).hasSize(1);
        reply(candles("ETH", 0, 1));

        assertThat(answers()).extracting(answer -> answer.candles().size()).containsExactly(2, 1);
        List<ExchangeCandle> candles = beside(ExchangeRestOperatorFactory.CANDLES);
        assertThat(candles).hasSize(3);
        assertThat(exchange.queries)
                .allMatch(
                        query -> query.uri().toString().equals("http://user:secret@exchange/info"));
    }

    @Test
    void aRetryIsMadeWhenItIsDueWithoutAnybodyAsking() throws Exception {
        ask(healing("BTC", 0, 2));
        reply(meta());
        reply(badGateway());
        pass(Duration.ofMillis(999));
        assertThat(exchange.queries).hasSize(2);
        pass(Duration.ofMillis(1));
        assertThat(exchange.queries).hasSize(3);
        reply(candles("BTC", 0, 2));

        assertThat(answers()).hasSize(1);
        assertThat(operator.getProcessingTimeService().getNumActiveTimers()).isZero();
    }

    @Test
    void whatCannotBeReadGoesToTheDeadLetters() throws Exception {
        ask(healing("BTC", 0, 2));
        reply(meta());
        reply(json("[{\"t\":"));

        List<DeadLetter> letters = beside(ExchangeRestOperatorFactory.DEAD_LETTERS);
        assertThat(letters)
                .singleElement()
                .matches(letter -> letter.source().equals("exchange/info"))
                .matches(letter -> letter.reason().equals("not_json"));
    }

    @Test
    void afterARestoreEverythingIsAskedAgainThatWasNotAnswered() throws Exception {
        ask(healing("BTC", 0, 2));
        reply(meta());
        reply(candles("BTC", 0, 2));
        ask(checking("ETH", 0, 1)); // under way while the checkpoint is taken
        ask(healing("SOL", 3, 4)); // waiting
        OperatorSubtaskState state = operator.snapshot(1, 1);
        operator.close();
        assertThat(exchange.closed).isTrue();

        start(state);
        reply(meta());
        reply(candles("SOL", 3, 4));
        reply(candles("ETH", 0, 1));
        assertThat(answers())
                .extracting(CandleAnswer::request)
                .containsExactly(healing("SOL", 3, 4), checking("ETH", 0, 1));
    }

    @Test
    void anAnswerAfterTheEndOfTheTaskIsDropped() throws Exception {
        ask(healing("BTC", 0, 2));
        operator.close();

        assertThat(exchange.replies.get(0)).isCancelled();
    }
}
