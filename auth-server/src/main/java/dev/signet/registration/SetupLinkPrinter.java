package dev.signet.registration;

import java.io.PrintStream;

import dev.signet.web.PublicAddress;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * While there is no administrator, prints the link to make one at each start. It goes to
 * the standard output and not to the log, because logs are collected, kept and read by
 * many.
 */
@Component
@Profile("!demo")
class SetupLinkPrinter implements ApplicationRunner {

	private static final String FRAME = "=".repeat(100);

	private final AdminSetup setup;

	private final PublicAddress address;

	private final PrintStream out;

	@Autowired
	SetupLinkPrinter(AdminSetup setup, PublicAddress address) {
		this(setup, address, System.out);
	}

	SetupLinkPrinter(AdminSetup setup, PublicAddress address, PrintStream out) {
		this.setup = setup;
		this.address = address;
		this.out = out;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		this.setup.begin()
			.ifPresent((token) -> this.out.println(text(this.address.to("/setup?token=" + token.value()))));
	}

	private static String text(String link) {
		return """

				%1$s

				  This server has no administrator yet. Create the first one here, within one hour:

				  %2$s

				  The link works once. Starting the server again prints a new one and ends this one.

				%1$s
				""".formatted(FRAME, link);
	}

}
