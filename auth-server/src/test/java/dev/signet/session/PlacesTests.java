package dev.signet.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class PlacesTests {

	private static final Map<String, Object> GENEVA = Map.of("city",
			Map.of("names", Map.of("en", "Geneva", "de", "Genf", "pt-BR", "Genebra")), "country",
			Map.of("iso_code", "CH", "names", Map.of("en", "Switzerland")));

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void write() throws IOException {
		this.file = this.directory.resolve("places.mmdb");
		Files.write(this.file,
				new MmdbWriter().put("192.0.2.7", GENEVA)
					.put("2001:db8::1", Map.of("country", Map.of("names", Map.of("en", "Atlantis"))))
					.put("192.0.2.8", Map.of("location", Map.of()))
					.bytes());
	}

	@Test
	void ofThenTownAndCountryInTheLanguageOfTheReader() throws IOException {
		Places places = places(this.file);
		assertThat(places.of("192.0.2.7", Locale.ENGLISH)).contains("Geneva, Switzerland");
		assertThat(places.of("192.0.2.7", Locale.GERMAN)).contains("Genf, Schweiz");
		assertThat(places.of("192.0.2.7", Locale.forLanguageTag("pt"))).contains("Genebra, Suíça");
		assertThat(places.of("192.0.2.7", Locale.JAPANESE)).contains("Geneva, スイス");
		assertThat(places.of("2001:db8:0:0:0:0:0:1", Locale.GERMAN)).contains("Atlantis");
		places.destroy();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "192.0.2.8", "192.0.2.9", "::1", "", "localhost", "example.com", "1.2.3", "unknown",
			"999.1.1.1", "fe80::1%eth0" })
	void ofWhenNothingIsKnownThenEmptyAndNothingIsLookedUp(@Nullable String ip) {
		assertThat(places(this.file).of(ip, Locale.ENGLISH)).isEmpty();
	}

	@Test
	void ofWhenThereIsNoFileThenEmpty() {
		assertThat(places(null).of("192.0.2.7", Locale.ENGLISH)).isEmpty();
	}

	@Test
	void makeWhenFileIsNoneThenSaysWhichSetting() throws IOException {
		Path other = Files.writeString(this.directory.resolve("other.txt"), "not a database");
		assertThatIllegalStateException().isThrownBy(() -> places(other))
			.withMessageStartingWith("signet.session.places-file: " + other);
		assertThatIllegalStateException().isThrownBy(() -> places(this.directory.resolve("none.mmdb")));
	}

	private static Places places(@Nullable Path file) {
		Duration any = Duration.ofMinutes(30);
		return new Places(new SessionProperties(any, any, any, any, file));
	}

}
