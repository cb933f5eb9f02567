package dev.signet.database;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.AbstractFallbackSQLExceptionTranslator;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/**
 * Names what Spring has no name for: a lock that others held for longer than
 * {@code lock_timeout} (PostgreSQL, appendix A). To Spring it is a failure of any kind;
 * it is one after which the same may be tried again.
 */
final class PostgresExceptions extends AbstractFallbackSQLExceptionTranslator {

	private static final String LOCK_NOT_AVAILABLE = "55P03";

	PostgresExceptions() {
		setFallbackTranslator(new SQLExceptionSubclassTranslator());
	}

	@Override
	protected @Nullable DataAccessException doTranslate(String task, @Nullable String sql, SQLException ex) {
		return LOCK_NOT_AVAILABLE.equals(ex.getSQLState())
				? new CannotAcquireLockException(buildMessage(task, sql, ex), ex) : null;
	}

}
