package dev.signet.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import liquibase.integration.spring.SpringLiquibase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Stops the start, right before the migrations, when the database cannot be reached or
 * has been migrated by a newer version: an older program on newer tables would misread
 * them. Leaves the migrations out when the database has them all, which most starts find.
 */
final class SchemaVersionCheck implements BeanPostProcessor {

	private static final Logger logger = LoggerFactory.getLogger(SchemaVersionCheck.class);

	private static final String CHANGES = "classpath*:db/changelog/changes/*.sql";

	private static final Pattern CHANGE_SET = Pattern.compile("^--changeset signet:(\\S+)", Pattern.MULTILINE);

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof SpringLiquibase liquibase) {
			check(liquibase);
		}
		return bean;
	}

	private static void check(SpringLiquibase liquibase) {
		Collection<String> applied = appliedChanges(liquibase);
		Set<String> known = knownChanges();
		Set<String> unknown = new TreeSet<>(applied);
		unknown.removeAll(known);
		if (!unknown.isEmpty()) {
			throw new DatabaseNotUsable(
					"The database was migrated by a newer version of Signet: this version does not know its changes "
							+ unknown + ".",
					"Start that newer version (or a later one), or restore the database from a backup "
							+ "made before the upgrade.");
		}
		if (applied.containsAll(known)) {
			logger.info("The database has all {} changes", known.size());
			liquibase.setShouldRun(false);
		}
	}

	private static Collection<String> appliedChanges(SpringLiquibase liquibase) {
		try (Connection connection = liquibase.getDataSource().getConnection();
				Statement statement = connection.createStatement()) {
			Set<String> changes = new TreeSet<>();
			if (!isMigrated(statement)) {
				return changes;
			}
			try (ResultSet rows = statement.executeQuery("select id from databasechangelog where author = 'signet'")) {
				while (rows.next()) {
					changes.add(rows.getString(1));
				}
			}
			return changes;
		}
		catch (SQLException ex) {
			throw new DatabaseNotUsable("The database cannot be used: " + ex.getMessage(),
					"Check that PostgreSQL runs and accepts this server's login: spring.datasource.url, "
							+ "spring.datasource.username and spring.datasource.password, and, when the owner of the "
							+ "tables is another role, spring.liquibase.user and spring.liquibase.password.",
					ex);
		}
	}

	private static boolean isMigrated(Statement statement) throws SQLException {
		try (ResultSet rows = statement.executeQuery("select to_regclass('databasechangelog') is not null")) {
			return rows.next() && rows.getBoolean(1);
		}
	}

	static Set<String> knownChanges() {
		try {
			Resource[] files = new PathMatchingResourcePatternResolver().getResources(CHANGES);
			return Stream.of(files).flatMap(SchemaVersionCheck::changesIn).collect(Collectors.toSet());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<String> changesIn(Resource file) {
		try {
			String text = file.getContentAsString(StandardCharsets.UTF_8);
			return CHANGE_SET.matcher(text).results().map((MatchResult result) -> result.group(1)).toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
