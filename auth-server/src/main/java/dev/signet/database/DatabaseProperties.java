package dev.signet.database;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the embedded PostgreSQL. They matter only while
 * {@code spring.datasource.url} is not set.
 *
 * @param directory where the embedded PostgreSQL keeps its data and its secrets; a
 * leading ~ is the home directory. To move or back up the server, stop it and copy the
 * whole directory
 */
@ConfigurationProperties("signet.database")
record DatabaseProperties(@DefaultValue("~/.signet") Path directory) {

	DatabaseProperties {
		if (directory.startsWith("~")) {
			Path home = Path.of(System.getProperty("user.home"));
			directory = home.resolve(Path.of("~").relativize(directory).toString());
		}
		directory = directory.toAbsolutePath().normalize();
	}

}
