package dev.signet.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LanguageTests {

	@ParameterizedTest
	@CsvSource({ "de, GERMAN", "DE, GERMAN", "de-CH, GERMAN", "xx fr, FRENCH", "fr de, FRENCH", "pt-BR, PORTUGUESE",
			"pt-PT, PORTUGUESE", "en-GB de, ENGLISH", "ja-JP, JAPANESE", "zh, CHINESE", "zh-CN, CHINESE",
			"zh-Hans-HK, CHINESE", "zh-SG, CHINESE", "zh-TW de, GERMAN", "zh-Hant zh, CHINESE", "'not a tag at all', ",
			"deu-x-private, ", "* und, ", "'', " })
	void bestWhenWantedThenTheFirstThatThereIs(String wanted, Language best) {
		assertThat(Language.best(Arrays.asList(wanted.split(" ")))).isEqualTo(Optional.ofNullable(best));
	}

	@Test
	void bestWhenTraditionalChineseAloneThenNone() {
		assertThat(Language.best(List.of("zh-TW", "zh-HK", "zh-Hant", "zh-Hant-CN"))).isEmpty();
	}

	@Test
	void tagsThenAreThoseOfTheStandard() {
		assertThat(Language.tags()).containsExactly("en", "de", "fr", "es", "pt", "ja", "zh-CN");
	}

}
