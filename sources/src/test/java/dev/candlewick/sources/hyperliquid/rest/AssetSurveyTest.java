package dev.candlewick.sources.hyperliquid.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.functions.model.Market;
import dev.candlewick.functions.model.UniverseCandidate;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.InfoFault;
import dev.candlewick.simulator.Listings;
import dev.candlewick.simulator.Script;
import dev.candlewick.simulator.Tape;
import dev.candlewick.sources.json.ValidationRules;
import dev.candlewick.sources.net.HttpEnvironment;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against the simulator, which lists a recorded universe. */
@Timeout(60)
class AssetSurveyTest {

    private static final String DEX =
            "[{\"universe\":[{\"name\":\"xyz:XYZ100\",\"szDecimals\":4,\"maxLeverage\":20,"
                    + "\"onlyIsolated\":true}]},[{\"funding\":\"0.0\",\"openInterest\":\"1.0\","
                    + "\"prevDayPx\":\"1.0\",\"dayNtlVlm\":\"2.0\",\"premium\":null,"
                    + "\"oraclePx\":\"1.0\",\"markPx\":\"25000.0\",\"midPx\":\"25000.5\","
                    + "\"impactPxs\":null,\"dayBaseVlm\":\"2.0\"}]]";
    private static final String SPOT =
            "[{\"universe\":[{\"tokens\":[1,0],\"name\":\"PURR/USDC\",\"index\":0}],"
                    + "\"tokens\":[{\"index\":0,\"szDecimals\":8},{\"index\":1,\"szDecimals\":0}]},"
                    + "[{\"prevDayPx\":\"0.2\",\"dayNtlVlm\":\"8.5\",\"markPx\":\"0.21\","
                    + "\"midPx\":\"0.21\",\"circulatingSupply\":\"1.0\",\"coin\":\"PURR/USDC\","
                    + "\"totalSupply\":\"1.0\",\"dayBaseVlm\":\"1.0\"}]]";
    private static final Listings LISTINGS =
            Listings.recorded()
                    .withDex("xyz", DEX)
                    .withPerpDexs("[null,{\"name\":\"xyz\"}]")
                    .withSpot(SPOT);

    @Test
    void everyAssetOfTheMarketsAskedForIsThereWithItsTermsAndFigures() throws Exception {
        try (ExchangeSimulator exchange = exchange(Script.none());
                AssetSurvey survey = survey(exchange)) {
            List<UniverseCandidate> perps = survey.take(Set.of(Market.PERPS));
            assertThat(perps).hasSize(203);
            assertThat(perps).filteredOn(one -> one.terms().delisted()).hasSize(32);
            UniverseCandidate btc = perps.get(0);
            assertThat(btc.symbol()).isEqualTo("BTC");
            assertThat(btc.terms().maxLeverage()).isEqualTo(40);
            assertThat(btc.context().openInterest()).isEqualByComparingTo("25877.14916");

            List<UniverseCandidate> others = survey.take(Set.of(Market.BUILDER, Market.SPOT));
            assertThat(others)
                    .extracting(UniverseCandidate::symbol)
                    .containsExactly("xyz:XYZ100", "PURR/USDC");
            assertThat(others)
                    .extracting(UniverseCandidate::market)
                    .containsExactly(Market.BUILDER, Market.SPOT);
            assertThat(others.get(0).terms().onlyIsolated()).isTrue();
        }
    }

    @Test
    void aMarketThatStopsAnsweringIsRepresentedByItsLastAnswer() throws Exception {
        try (ExchangeSimulator exchange = exchange(Script.none());
                AssetSurvey survey = survey(exchange)) {
            List<UniverseCandidate> before = survey.take(Set.of(Market.PERPS));
            exchange.close();

            assertThat(survey.take(Set.of(Market.PERPS))).isEqualTo(before);
        }
    }

    @Test
    void aMarketThatNeverAnsweredIsNoEmptyMarket() throws Exception {
        Script script = Script.builder().atStart(InfoFault.fail(10)).build();
        try (ExchangeSimulator exchange = exchange(script);
                AssetSurvey survey = survey(exchange)) {
            assertThatThrownBy(() -> survey.take(Set.of(Market.PERPS)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("metaAndAssetCtxs")
                    .hasMessageContaining("500");
        }
    }

    private static ExchangeSimulator exchange(Script script) throws InterruptedException {
        return ExchangeSimulator.builder()
                .tape(Tape.recorded())
                .listings(LISTINGS)
                .script(script)
                .build()
                .start();
    }

    private static AssetSurvey survey(ExchangeSimulator exchange) {
        return new AssetSurvey(
                exchange.restUrl(),
                RestPolicy.of(1_200).requests(),
                new ValidationRules(new BigDecimal("1e9"), false),
                HttpEnvironment.real(Duration.ofSeconds(10), 8 << 20));
    }
}
