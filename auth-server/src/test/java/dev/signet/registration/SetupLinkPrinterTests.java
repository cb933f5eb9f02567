package dev.signet.registration;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import dev.signet.web.PublicAddress;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.boot.DefaultApplicationArguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

class SetupLinkPrinterTests {

	private final AdminSetup setup = Mockito.mock();

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final SetupLinkPrinter printer = new SetupLinkPrinter(this.setup,
			new PublicAddress(URI.create("https://id.example.com")),
			new PrintStream(this.out, true, StandardCharsets.US_ASCII));

	@Test
	void runWhenNoAdministratorThenPrintsTheLink() {
		given(this.setup.begin()).willReturn(Optional.of(new SetupToken("abc-123")));
		this.printer.run(new DefaultApplicationArguments());
		assertThat(this.out.toString(StandardCharsets.US_ASCII))
			.contains("  https://id.example.com/setup?token=abc-123\n")
			.doesNotContain("?\n");
	}

	@Test
	void runWhenThereIsAnAdministratorThenPrintsNothing() {
		given(this.setup.begin()).willReturn(Optional.empty());
		this.printer.run(new DefaultApplicationArguments());
		assertThat(this.out.toString(StandardCharsets.US_ASCII)).isEmpty();
	}

}
