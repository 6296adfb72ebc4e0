"""What recruitment keeps: job orders with what happened to them, and the courses somebody could take."""

from helevejen.recruitment.models.courses import Course, CourseQuerySet
from helevejen.recruitment.models.orders import JobOrder, JobOrderQuerySet, OrderEvent, Requirement

__all__ = ["Course", "CourseQuerySet", "JobOrder", "JobOrderQuerySet", "OrderEvent", "Requirement"]
